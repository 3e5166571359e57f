/** One line of the bench. `ratio` is ours to the peer's, turned so that above 1 is better for us. */
export type Figure = {
  readonly work: string;
  readonly ours: number;
  readonly unit: string;
  readonly peer?: { readonly name: string; readonly value: number; readonly ratio: number };
  readonly note?: string;
};

/** A rate beside a peer's: more is better. */
export const rateFigure = (work: string, ours: number, name: string, value: number): Figure => ({
  work,
  ours,
  unit: 'req/s',
  peer: { name, value, ratio: ours / value },
});

/** Prints the figures as one table, with the machine that they were taken on. */
export function printFigures(
  figures: readonly Figure[],
  machine: { cores: number; node: string; parcels: number },
): void {
  console.log(`\n${machine.parcels.toLocaleString('en')} parcels, ${machine.cores} cores, Node ${machine.node}\n`);
  const rows = figures.map(({ work, ours, unit, peer, note }) => [
    work,
    `${plain(ours)} ${unit}`,
    peer ? `${plain(peer.value)} ${unit}` : '',
    peer ? `${peer.ratio.toFixed(2)} x` : '',
    [peer?.name, note].filter(Boolean).join('; '),
  ]);
  const table = [['work', 'ours', 'peer', 'ratio', 'beside what'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}

const plain = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0, minimumFractionDigits: 0 });
