import type { OffsetDraft } from '@yima-guandi/server/contract';

/** An entry of the ledger as it is being typed. */
export type EntryDraft = {
  readonly kind: OffsetDraft['kind'];
  readonly on: string;
  readonly mu: string;
  readonly land: string;
  /** The id of the scenario that it belongs to; empty: none. */
  readonly scenario: string;
  readonly document: string;
  readonly note: string;
  readonly shortReason: string;
};

/** Mu with two decimals at most, as whole hundredths; null: it is no such number. */
export function hundredthsOf(typed: string): number | null {
  const plain = typed.trim().replaceAll(/[,，]/g, '').replace('。', '.');
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(plain)) return null;
  const hundredths = Math.round(Number(plain) * 100);
  return hundredths > 0 ? hundredths : null;
}

export type EntryFaults = Readonly<Record<'on' | 'mu' | 'land', boolean>>;
export const faultsOf = ({ on, mu, land }: EntryDraft): EntryFaults => ({
  on: !/^\d{4}-\d{2}-\d{2}$/.test(on),
  mu: hundredthsOf(mu) === null,
  land: land.trim() === '',
});
