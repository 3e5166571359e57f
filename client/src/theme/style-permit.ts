/** What the page's policy asks of a style element that a library puts in: the nonce of this very page. None: there is no policy. */
export const stylePermit: { readonly nonce?: string } = (() => {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
  return nonce ? { nonce } : {};
})();
