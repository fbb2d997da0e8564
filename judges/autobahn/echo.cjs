// A WebSocket echo with compression: node echo.cjs PORT
'use strict';
const { WebSocketServer } = require('ws');

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  maxPayload: 64 * 1024 * 1024,
  perMessageDeflate: true,
});
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on('error', () => {}); // a broken frame ends the connection; that is what is judged
});
