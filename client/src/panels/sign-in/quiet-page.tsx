import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/icon.tsx';
import { useView } from '../../url/view.ts';
import styles from './sign-in.module.css';

/** A page with one thing on it: the product's name, a sheet of paper, and the other language. */
export function QuietPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { text, language } = useText();
  const { setView } = useView();
  return (
    <div className={styles.page}>
      <header className={styles.brand}>
        <Mark />
        <span>{text.common.product}</span>
      </header>
      <main className={styles.sheet}>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className={styles.foot}>
        <Button
          kind="quiet"
          size="small"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void setView({ lang: language === 'zh' ? 'en' : 'zh' })}
        >
          {text.shell.language}
        </Button>
      </footer>
    </div>
  );
}
