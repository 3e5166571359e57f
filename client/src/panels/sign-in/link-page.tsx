import { useQuery } from '@tanstack/react-query';
import type { SignedIn } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { choosePassword, linkHolderQuery } from '../../api/session.ts';
import { explain, explainAct, inLanguage, useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { startAfresh } from '../../url/leave.ts';
import { isFit, NewPasswordFields, NO_PASSWORD } from './new-password.tsx';
import { QuietPage } from './quiet-page.tsx';
import styles from './sign-in.module.css';

type LinkPageProps = {
  readonly secret: string;
  /** Who is signed in on this browser; null: nobody. */
  readonly user: SignedIn | null;
};

/** What a one-time link leads to: says whom it is for, and lets choose a password. */
export function LinkPage({ secret, user }: LinkPageProps) {
  const { text } = useText();
  const words = text.access.link;
  const { data: holder, error, refetch } = useQuery(linkHolderQuery(secret));
  if (isInvalid(error)) return <InvalidLink />;
  return (
    <QuietPage title={words.title}>
      {error ? (
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      ) : holder ? (
        <>
          <p className={styles.note}>
            {words.forWhom(holder.displayName, holder.name)}
            {user && user.name !== holder.name && (
              <>
                <br />
                {words.signsOut(user.displayName)}
              </>
            )}
          </p>
          <ChooseForm secret={secret} name={holder.name} />
        </>
      ) : (
        <div role="status" aria-label={words.reading}>
          <Skeleton height={36} />
        </div>
      )}
    </QuietPage>
  );
}

const isInvalid = (error: unknown): boolean => error instanceof RequestError && error.kind === 'sign-in-link-invalid';

function InvalidLink() {
  const { text, language } = useText();
  const words = text.access.link;
  return (
    <QuietPage title={words.invalid}>
      <p className={styles.note}>{words.invalidNote}</p>
      <LinkButton href={language === 'zh' ? '/sign-in' : `/sign-in?lang=${language}`}>{words.toSignIn}</LinkButton>
    </QuietPage>
  );
}

function ChooseForm({ secret, name }: { readonly secret: string; readonly name: string }) {
  const { text, language } = useText();
  const words = text.access.link;
  const [chosen, setChosen] = useState(NO_PASSWORD);
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setAsked(true);
    if (!isFit(chosen, name)) return;
    setBusy(true);
    try {
      await choosePassword(secret, chosen.password);
      startAfresh(language);
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  if (isInvalid(failure))
    return (
      <p className={styles.note} role="alert">
        <strong>{words.invalid}</strong>
        <br />
        {words.invalidNote}
      </p>
    );
  const unfit = failure instanceof RequestError && failure.kind === 'password-unfit' ? failure.message : null;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <input hidden readOnly autoComplete="username" value={name} />
      <NewPasswordFields
        name={name}
        value={chosen}
        isAsked={isAsked}
        refusal={unfit === null ? null : inLanguage(unfit, language)}
        onChange={(value) => {
          setChosen(value);
          setFailure(null);
        }}
        isFirst
      />
      {failure !== null && unfit === null && (
        <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />
      )}
      <div className={styles.acts}>
        <Button kind="primary" size="large" type="submit" disabled={isBusy}>
          {words.act}
        </Button>
      </div>
    </form>
  );
}
