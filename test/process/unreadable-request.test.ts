import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerUnreadable } from '../../server/src/http/unreadable-request.ts';

let server: Server;
beforeAll(async () => {
  server = createServer((_request, response) => response.end('read'));
  server.on('clientError', answerUnreadable);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** Sends bytes as they are and gives back all that came. */
const say = (words: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(words));
    let came = '';
    socket.on('data', (bytes) => {
      came += bytes;
    });
    socket.on('end', () => resolve(came));
    socket.on('error', reject);
  });

describe('what is no readable request', () => {
  it.each([
    ['no HTTP', 'GARBAGE\r\n\r\n', 400, 'request-invalid'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'request-invalid'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'request-invalid',
    ],
    ['a long address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'request-head-too-large'],
    ['a long header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'request-head-too-large'],
  ])('%s gets a problem in words, and the server goes on', async (_what, words, status, type) => {
    const [head = '', body = ''] = (await say(words)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z]`));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, type });
    expect(await say('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toContain('read');
  });
});
