/** PostgreSQL keeps neither a NUL character nor half of a surrogate pair, in texts or in JSON. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
