import { useQuery } from '@tanstack/react-query';
import type { SignedIn } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { sessionQuery, signOut, signOutEverywhere, useMay } from '../api/session.ts';
import { explainAct, useText } from '../text/use-text.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import { startAfresh } from '../url/leave.ts';
import { accountHref, adminHref } from '../url/route.ts';
import { useView } from '../url/view.ts';
import styles from './account-menu.module.css';

/** Who is signed in, and what concerns that person. Nothing where nobody signs in. */
export function AccountMenu() {
  const { text } = useText();
  const user = useQuery(sessionQuery()).data?.user;
  if (!user) return null;
  return (
    <Popover
      className={styles.open}
      label={text.access.menu.label(user.displayName)}
      title={text.access.menu.title}
      face={
        <>
          <Icon name="person" />
          <span className={styles.name}>{user.displayName}</span>
          <Icon name="down" size={14} />
        </>
      }
    >
      <Menu user={user} />
    </Popover>
  );
}

function Menu({ user }: { readonly user: SignedIn }) {
  const { text, language } = useText();
  const { view, setView } = useView();
  const may = useMay();
  const [failure, setFailure] = useState<unknown>(null);
  const words = text.access.menu;
  const leave = async (act: () => Promise<void>) => {
    try {
      await act();
      startAfresh(language);
    } catch (refusal) {
      setFailure(refusal);
    }
  };
  return (
    <div className={styles.menu}>
      <p>
        <strong>{user.displayName}</strong>
        <span>{`${user.name} · ${text.access.roles[user.role].name}`}</span>
      </p>
      <a href={accountHref(view)}>{words.account}</a>
      {may('administer') && <a href={adminHref('users', view)}>{words.admin}</a>}
      <button
        type="button"
        className={styles.language}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => void setView({ lang: language === 'zh' ? 'en' : 'zh' })}
      >
        {text.shell.language}
      </button>
      <button type="button" onClick={() => void leave(signOut)}>
        {words.signOut}
      </button>
      <button type="button" title={words.everywhereNote} onClick={() => void leave(signOutEverywhere)}>
        {words.everywhere}
      </button>
      {failure !== null && <small role="alert">{explainAct(text, language, failure)}</small>}
    </div>
  );
}
