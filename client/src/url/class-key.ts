/** Stands for 待核, not rated, among the names of classes. */
export const UNRATED = 'U';
/** Classes that have colours and words of their own. A method may name others: names are data. */
export const CLASS_KEYS = ['A', 'B', 'C', 'D', UNRATED] as const;
export type KnownClass = (typeof CLASS_KEYS)[number];
/** The name of a class as the data gives it, or UNRATED. */
export type ClassKey = string;
export const isKnownClass = (key: ClassKey): key is KnownClass => CLASS_KEYS.some((known) => known === key);
