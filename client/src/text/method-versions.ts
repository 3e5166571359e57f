import type { Tier } from '@yima-guandi/server/domain';
import type { Text } from './zh.ts';

/** Versions such as `above-scale v2` in the reader's words: 规上 v2 · 规下 v1. */
export const methodVersionWords = ({ programme }: Text, versions: readonly string[]): string =>
  versions
    .map((version) => version.replace(/^(above|below)-scale/, (tier) => programme.tier[tier as Tier]))
    .join(' · ');
