import type { FastifyRequest } from 'fastify';

const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * The origin by which this server was asked, for example `http://127.0.0.1:8080`: a GIS program resolves no relative
 * address of a TileJSON. Empty where the host is no host name, so that what was made up is not handed on.
 */
export const ownOrigin = ({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string =>
  HOST.test(host) ? `${protocol}://${host}` : '';
