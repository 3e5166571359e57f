import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemDetails } from '../contract/problem.ts';

/** Answers what is no readable HTTP request and so reaches no route. Give it to the server's `clientError`. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const details = detailsOf(error);
  const body = JSON.stringify(details);
  socket.end(
    `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status]}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
  );
}

function detailsOf({ code }: NodeJS.ErrnoException) {
  if (code === 'HPE_HEADER_OVERFLOW')
    return problemDetails(
      'request-head-too-large',
      'Address and headers together hold at most 16 KB. Shorten the filter, or leave out cookies.',
      'url',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return problemDetails('request-too-slow', 'The request did not arrive whole in time. Send it again.');
  return problemDetails('request-invalid', 'The request is not readable HTTP/1.1. Check its first line and headers.');
}
