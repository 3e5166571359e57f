import { ConfigError } from './config.ts';
import { Problem } from './contract/problem.ts';
import { DatabaseUnusable } from './db/connect-server.ts';
import { FolderInUse } from './db/lock.ts';

/** A failure at the console in words: what is refused and what helps; the whole chain where nobody foresaw it. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseUnusable || error instanceof FolderInUse)
    return error.message;
  if (error instanceof Problem) return error.place === undefined ? error.message : `${error.place}: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  const port = 'port' in error ? error.port : '';
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${Number(port) + 1} npm start.`;
  if (code === 'EACCES' && port !== '')
    return `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=8080 npm start.`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine. Use HOST=127.0.0.1.';
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))
    return `${error.message} The server takes --data-dir DIR only.`;
  return chain(error).join('\n  because: ');
}

function chain(error: Error): string[] {
  return [error.message, ...(error.cause instanceof Error ? chain(error.cause) : [])];
}
