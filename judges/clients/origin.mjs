// The origin of the client matrix: node origin.mjs PORT. Answers by the first segment of the path; any other path gets a
// description of the request without what differs from way to way (ports, fields of single connections, what proxies add).
import { createHash } from 'node:crypto';
import http from 'node:http';
import { gzipSync } from 'node:zlib';

const PATTERN = Buffer.from(Array.from({ length: 26 * 1024 }, (_, i) => 97 + (i % 26)));
const TOLD = /^(x-case.*|cookie|content-type|content-length|range|if-none-match|accept-encoding|authorization)$/;

const CUT_AFTER_MILLIS = 200;

function bytes(length) {
  const parts = [];
  for (let left = length; left > 0; left -= PATTERN.length) parts.push(PATTERN.subarray(0, Math.min(left, PATTERN.length)));
  return Buffer.concat(parts);
}

async function bodyOf(request) {
  const hash = createHash('sha256');
  let length = 0;
  for await (const part of request) {
    hash.update(part);
    length += part.length;
  }
  return { length, sha: hash.digest('hex').slice(0, 16) };
}

function described(request, body) {
  const fields = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i].toLowerCase();
    if (TOLD.test(name) && name !== 'content-length') fields.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return JSON.stringify({ method: request.method, target: request.url, host, fields: fields.sort(), body });
}

const answers = {
  status: (request, response, [code]) => {
    response.writeHead(Number(code), { 'x-answer': 'status' });
    response.end([204, 304].includes(Number(code)) ? undefined : `status ${code}\n`);
  },
  bytes: (request, response, [count]) => {
    response.writeHead(200, { 'content-length': count, 'content-type': 'application/octet-stream' });
    response.end(request.method === 'HEAD' ? undefined : bytes(Number(count)));
  },
  chunks: async (request, response, [count, millis]) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    for (let i = 0; i < Number(count); i++) {
      response.write(`chunk ${i}\n`);
      if (millis) await new Promise((done) => setTimeout(done, Number(millis)));
    }
    response.end();
  },
  trailers: (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', trailer: 'x-sum, x-note' });
    response.write('body with trailers\n');
    response.addTrailers({ 'x-sum': '42', 'x-note': 'the end' });
    response.end();
  },
  redirect: (request, response, [code]) => {
    response.writeHead(Number(code), { location: '/elsewhere?a=b', 'content-length': 0 });
    response.end();
  },
  cookies: (request, response) => {
    response.writeHead(200, { 'set-cookie': ['a=1; Path=/', 'b=2; HttpOnly', 'c=3; Secure'], 'content-type': 'text/plain' });
    response.end(String(request.headers.cookie));
  },
  long: (request, response, [length]) => {
    response.writeHead(200, { 'x-long': 'v'.repeat(Number(length)), 'content-length': 2 });
    response.end('ok');
  },
  gzip: (request, response) => {
    const packed = gzipSync(bytes(20000), { level: 9 });
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length, vary: 'accept-encoding' });
    response.end(packed);
  },
  range: (request, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) return answers.bytes(request, response, ['1000']);
    const part = bytes(1000).subarray(Number(from), Number(to) + 1);
    response.writeHead(206, { 'content-range': `bytes ${from}-${to}/1000`, 'content-length': part.length, 'accept-ranges': 'bytes' });
    return response.end(part);
  },
  etag: (request, response) => {
    const same = request.headers['if-none-match'] === '"v1"';
    response.writeHead(same ? 304 : 200, { etag: '"v1"', 'cache-control': 'max-age=60' });
    response.end(same ? undefined : 'version 1\n');
  },
  early: (request, response) => {
    request.once('data', () => {
      response.writeHead(401, { 'content-length': 6, 'www-authenticate': 'Basic realm="x"' });
      response.end('early\n');
    });
    request.on('end', () => {});
  },
  cut: (request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('x'.repeat(500), () => setTimeout(() => response.socket.destroySoon(), CUT_AFTER_MILLIS));
  },
  cutchunk: (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('x'.repeat(500), () => setTimeout(() => response.socket.destroySoon(), CUT_AFTER_MILLIS));
  },
  undelimited: (request, response) => {
    response.socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nuntil the end\n');
  },
  interim: (request, response) => {
    response.writeProcessing();
    response.writeHead(200, { 'content-length': 3 });
    response.end('end');
  },
};

async function answer(request, response) {
  const [, name, ...rest] = request.url.split('?')[0].split('/');
  if (Object.hasOwn(answers, name)) {
    if (!['early', 'cut', 'cutchunk'].includes(name)) await bodyOf(request);
    return answers[name](request, response, rest);
  }
  const body = await bodyOf(request);
  const trailers = Object.entries(request.trailers).map(([k, v]) => `${k}: ${v}`);
  const text = described(request, { ...body, trailers });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'x-answer': 'echo' });
  return response.end(request.method === 'HEAD' ? undefined : text);
}

const server = http.createServer({ keepAliveTimeout: 60000, maxHeaderSize: 65536 }, (request, response) => {
  answer(request, response).catch?.(() => response.destroy());
});
server.on('clientError', (_error, socket) => socket.destroy());
server.listen(Number(process.argv[2]), '127.0.0.1');
