/**
 * Stands in for the measure of scroll bars that tables of antd take when they appear: theirs puts in a style element
 * without a nonce, which the page's policy forbids. vite.config.ts puts this in its place.
 */
export function getTargetScrollBarSize(target?: Element): { readonly width: number; readonly height: number } {
  const box = document.createElement('div');
  Object.assign(box.style, { position: 'absolute', width: '100px', height: '100px', overflow: 'scroll' });
  if (target) box.style.scrollbarWidth = getComputedStyle(target).scrollbarWidth;
  document.body.append(box);
  const size = { width: box.offsetWidth - box.clientWidth, height: box.offsetHeight - box.clientHeight };
  box.remove();
  return size;
}

export default function getScrollBarSize(): number {
  return getTargetScrollBarSize().width;
}
