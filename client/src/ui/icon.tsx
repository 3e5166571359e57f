const PATHS = {
  map: 'M2.5 5l4.5-2 5 2 4.5-2v12l-4.5 2-5-2-4.5 2zM7 3v12M12 5v12',
  find: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12 12l4.5 4.5',
  evaluation: 'M3 16V9M9 16V3M15 16v-5M1.5 16h15',
  zones: 'M4 3.5l9.5-1 2 8-6 5.5-7-4z',
  lasso: 'M9 3c4 0 6.5 1.8 6.5 4S13 11 9 11 2.5 9.2 2.5 7 5 3 9 3zM5.5 10.5c-.5 1.5.2 2.6 1.2 3.2 1.2.8.4 2-.9 2',
  box: 'M3 3.5h12v11H3z',
  pen: 'M3 15l1-4 8-8 3 3-8 8zM10.5 4.5l3 3',
  cut: 'M4.5 15.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM13.5 15.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.7 11.9L12.5 2.5M12.3 11.9L5.5 2.5',
  corners: 'M4.5 4.5h9v9h-9zM3 3h3v3H3zM12 3h3v3h-3zM3 12h3v3H3zM12 12h3v3h-3z',
  pick: 'M5 2.5l9 7-4.2.6 2.4 4.6-2 1-2.3-4.7L5 14z',
  undo: 'M6 4L2.5 7.5 6 11M3 7.5h7.5a4 4 0 0 1 0 8H7',
  redo: 'M12 4l3.5 3.5L12 11M15 7.5H7.5a4 4 0 0 0 0 8H11',
  lock: 'M4.5 8h9v7.5h-9zM6 8V5.5a3 3 0 0 1 6 0V8',
  next: 'M7 3.5L12.5 9 7 14.5',
  tally: 'M2.5 4h13M2.5 9h9M2.5 14h5.5M15 11v5',
  imports: 'M9 2.5v8.5M5.5 8L9 11.5 12.5 8M2.5 13v2.5h13V13',
  programme: 'M4 1.5h7l3.5 3.5v11.5H4zM11 1.5V5h3.5M6.5 9h5M6.5 12h5',
  down: 'M4.5 7L9 11.5 13.5 7',
  close: 'M4.5 4.5l9 9M13.5 4.5l-9 9',
  plus: 'M9 3.5v11M3.5 9h11',
  minus: 'M3.5 9h11',
  fit: 'M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4',
  ruler: 'M2 12L12 2l4 4L6 16zM5 9l2 2M8 6l2 2',
  layers: 'M9 2l7 4-7 4-7-4zM2 9.5l7 4 7-4M2 13l7 4 7-4',
  print: 'M5 6.5v-4h8v4M5 12.5H2.5v-6h13v6H13M5 10.5h8v5H5z',
  export: 'M9 11.5V3M5.5 6L9 2.5 12.5 6M2.5 12v3.5h13V12',
  warn: 'M9 2.5l7 12.5H2zM9 7v4M9 13h.01',
  ok: 'M3.5 9.5L7 13l7.5-8',
  clock: 'M9 16A7 7 0 1 0 9 2a7 7 0 0 0 0 14zM9 5v4l2.5 2',
  pin: 'M9 16s5-4.5 5-8.5a5 5 0 0 0-10 0C4 11.5 9 16 9 16zM9 9.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
  back: 'M11 3.5L5.5 9l5.5 5.5',
  link: 'M7.5 10.5l3-3M8 5.5l2-2a3.2 3.2 0 0 1 4.5 4.5l-2 2M10 12.5l-2 2A3.2 3.2 0 0 1 3.5 10l2-2',
  north: 'M9 2l4 13-4-3-4 3z',
  person: 'M9 9a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 9zM2.8 15.8a6.2 6.2 0 0 1 12.4 0',
  admin: 'M2.5 5h6M12.5 5h3M10.5 3v4M2.5 13h3M9.5 13h6M7.5 11v4',
  filter: 'M2.5 3.5h13l-5 6v5l-3 1.5V9.5z',
} as const;
export type IconName = keyof typeof PATHS;

/** One line icon, 18 px, or 14 where it stands in a button. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: 14 | 18 }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of the product: four fields and the streets between them. */
export function Mark() {
  return (
    <svg aria-hidden="true" width="26" height="26" viewBox="0 0 26 26">
      <path
        d="M3 5l9-2v9H3zM14 2.6l9-2v11.4h-9zM3 14h9v9.5l-9 1.5zM14 14h9v7l-9 2z"
        fill="currentColor"
        transform="translate(0 .5)"
      />
    </svg>
  );
}
