/** Class names are data: what is better is only said by the order in which a method lists them, best first. */

/**
 * How many classes lie from one to another, below 0 where the other is better; null where one is not rated or not known. The
 * first of the orders (best class first) that knows a name says its place.
 */
export function stepsBetween(
  from: string | null,
  to: string | null,
  orders: readonly (readonly string[])[],
): number | null {
  const placeOf = (name: string | null): number | null => {
    const order = name === null ? undefined : orders.find((each) => each.includes(name));
    return order && name !== null ? order.indexOf(name) : null;
  };
  const [before, after] = [placeOf(from), placeOf(to)];
  return before === null || after === null ? null : after - before;
}

/** One order out of several that may name different classes: each new name goes right after the one before it in its own order. */
export function mergeOrders(orders: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const order of orders) {
    for (const [index, name] of order.entries()) {
      if (merged.includes(name)) continue;
      const before = order[index - 1];
      merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, name);
    }
  }
  return merged;
}
