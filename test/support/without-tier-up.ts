/** Arguments of Node's that keep WebAssembly in the form it is read into: making it faster costs seconds, which pay in processes that live for minutes. */
export const WITHOUT_TIER_UP = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'] as const;
