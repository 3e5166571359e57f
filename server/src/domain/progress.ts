/** How far a long piece of work is: shown on the console, on the waiting page and beside an import. */
export type Progress = { readonly phase: string; readonly done: number; readonly total: number | null };
export type Report = (progress: Progress) => void;
