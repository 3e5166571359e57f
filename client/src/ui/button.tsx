import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';

type Kind = 'plain' | 'primary' | 'text' | 'quiet';
type Size = 'small' | 'medium' | 'large';
type Look = {
  readonly kind?: Kind;
  readonly size?: Size;
  readonly icon?: IconName;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
};

/** What an element needs to look like a button: its classes, and its icon before its words. */
function dressed<Rest extends object>({
  kind = 'plain',
  size = 'medium',
  icon,
  className,
  children,
  ...rest
}: Look & Rest) {
  return {
    ...rest,
    className: cx(styles.button, kind !== 'plain' && styles[kind], size !== 'medium' && styles[size], className),
    children: (
      <>
        {icon && <Icon name={icon} size={size === 'large' ? 18 : 14} />}
        {children}
      </>
    ),
  };
}

/** A button with words. One primary per surface. */
export const Button = (props: Look & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" {...dressed(props)} />
);

/** A link that looks like a button: something with an address, such as a file to download. */
export const LinkButton = (props: Look & AnchorHTMLAttributes<HTMLAnchorElement>) => <a {...dressed(props)} />;

type IconButtonProps = Look & {
  readonly icon: IconName;
  readonly label: string;
} & ButtonHTMLAttributes<HTMLButtonElement>;

/** An icon without words: close, undo and map tools only. */
export const IconButton = ({ label, kind = 'quiet', className, ...props }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...dressed({ ...props, kind, className: cx(styles.icon, className) })}
  />
);
