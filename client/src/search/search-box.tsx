/** Placeholder of the first commit: replaced by the combobox. */
export function SearchBox() {
  return null;
}
