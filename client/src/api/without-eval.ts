import { config } from 'zod';

// The page's policy forbids code made from text. The first schema would try it and be reported, so that this comes before
// any: it lies in one file with zod itself, as vite.config.ts says.
config({ jitless: true });
