import { createSerializer } from 'nuqs';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { currentRoute } from './route.ts';
import { linkWith, useView, VIEW_PARSERS, type View } from './view.ts';

const serialize = createSerializer(VIEW_PARSERS);

/** The address of the view with some parts changed: what a link to it shows, copies and opens in a new tab. */
const viewHref = (view: View, patch: Partial<View>): string => serialize('/', linkWith(view, patch)) || '/';

type ViewLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly patch: Partial<View> };

/** A true link to another view, which a plain click follows without loading the page again. */
export function ViewLink({ patch, onClick, ...anchor }: ViewLinkProps) {
  const { view, setView } = useView();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      currentRoute().page !== 'map' ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    void setView(patch);
  };
  return <a {...anchor} href={viewHref(view, patch)} onClick={follow} />;
}
