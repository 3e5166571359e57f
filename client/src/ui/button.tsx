import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';

type Kind = 'plain' | 'primary' | 'text' | 'quiet';
type Size = 'small' | 'medium' | 'large';
type Look = { readonly kind?: Kind; readonly size?: Size; readonly icon?: IconName; readonly children?: ReactNode };

const look = (kind: Kind, size: Size, extra?: string): string =>
  cx(styles.button, kind !== 'plain' && styles[kind], size !== 'medium' && styles[size], extra);

/** A button with words. One primary per surface. */
export function Button({
  kind = 'plain',
  size = 'medium',
  icon,
  children,
  className,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className={look(kind, size, className)} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: something with an address, such as a file to download. */
export function LinkButton({
  kind = 'plain',
  size = 'medium',
  icon,
  children,
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a className={look(kind, size, className)} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </a>
  );
}

type IconButtonProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly kind?: Kind;
  readonly size?: Size;
} & ButtonHTMLAttributes<HTMLButtonElement>;

/** An icon without words: close, undo and map tools only. */
export function IconButton({ icon, label, kind = 'quiet', size = 'medium', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={look(kind, size, cx(styles.icon, className))}
      {...rest}
    >
      <Icon name={icon} size={size === 'large' ? 18 : 14} />
    </button>
  );
}
