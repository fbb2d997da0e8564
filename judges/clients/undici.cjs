// The client matrix with undici: node undici.cjs CASES BASE PROTOCOL AUTHORITY. Prints a line of JSON for each case.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { Readable } = require('node:stream');
const { Agent, request } = require('undici');

const [cases, base, protocol, authority] = process.argv.slice(2);
const isHttp2 = protocol === 'h2';
const ca = readFileSync(authority);
const dispatcher = new Agent({ allowH2: isHttp2, connect: { ca, ALPNProtocols: isHttp2 ? ['h2'] : ['http/1.1'] }, headersTimeout: 30000 });

const expand = (value) => (value.startsWith('REPEAT ') ? 'v'.repeat(Number(value.split(' ')[1])) : value);

function fieldsOf(each) {
  const fields = (each.headers ?? []).flatMap(([name, value]) => [name, expand(value)]);
  for (let i = 0; i < (each.many ?? 0); i++) fields.push(`x-case-${i}`, `value ${i}`);
  return fields;
}

function summary(body) {
  const sha = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { length: body.length, sha, ...(body.length < 2000 ? { text: body.toString() } : {}) };
}

function* parts(length) {
  for (let left = length; left > 0; left -= 10000) yield Buffer.alloc(Math.min(left, 10000), 'b');
}

async function one(each, url) {
  let body = null;
  if ('body' in each) body = each.chunked ? Readable.from(parts(each.body)) : Buffer.alloc(each.body, 'b');
  const answer = await request(url, { dispatcher, method: each.method ?? 'GET', headers: fieldsOf(each), body });
  const chunks = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  const fields = Object.entries(answer.headers).flatMap(([name, value]) => [value].flat().map((v) => [name, v]));
  const all = Buffer.concat(chunks);
  const result = { version: isHttp2 ? '2' : '1.1', status: answer.statusCode, fields, ...summary(all) };
  if (each.wantsTrailers) result.trailers = Object.entries(answer.trailers);
  return [result, all];
}

async function several(each) {
  const numbers = [...Array(each.times).keys()];
  const results = [];
  if (each.atOnce) results.push(...(await Promise.all(numbers.map((n) => one(each, `${base}${each.path}${n}`)))));
  else for (const n of numbers) results.push(await one(each, `${base}${each.path}${n}`));
  const status = Math.max(...results.map(([result]) => result.status));
  return { version: results[0][0].version, status, fields: [], ...summary(Buffer.concat(results.map(([, all]) => all))) };
}

async function play(each) {
  if (each.trailers) return { unable: 'sends no trailers' };
  if (each.expect) return { unable: 'does not wait for 100' };
  if (each.id === 'early-answer' && isHttp2) return { unable: 'fails when a stream ends while it still sends' };
  if (each.wantsTrailers && isHttp2) return { unable: 'shows no trailers of HTTP/2' };
  try {
    return each.times ? await several(each) : (await one(each, base + each.path))[0];
  } catch (e) {
    return { error: String(e) };
  }
}

(async () => {
  for (const each of JSON.parse(readFileSync(cases))) {
    console.log(JSON.stringify({ id: each.id, ...(await play(each)) }));
  }
  process.exit(0);
})();
