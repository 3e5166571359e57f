import { useQuery } from '@tanstack/react-query';
import { useCurrent } from '../api/current.ts';
import { healthQuery, jurisdictionsQuery } from '../api/queries.ts';
import { sessionQuery } from '../api/session.ts';
import { SearchBox } from '../search/search-box.tsx';
import { useText } from '../text/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/choices.tsx';
import { cx } from '../ui/cx.ts';
import { Mark } from '../ui/icon.tsx';
import { Skeleton, Tag } from '../ui/parts.tsx';
import { NO_FILTER } from '../url/filter-view.ts';
import { currentRoute } from '../url/route.ts';
import { useView } from '../url/view.ts';
import { AccountMenu } from './account-menu.tsx';
import styles from './top-bar.module.css';
import { YearChoice } from './year-choice.tsx';

/** Whose land, which year, what to look for; and who is signed in. */
export function TopBar() {
  const { text, language } = useText();
  const { setView } = useView();
  const { jurisdiction } = useCurrent();
  const { data: health } = useQuery(healthQuery());
  const user = useQuery(sessionQuery()).data?.user;
  const isOfLand = currentRoute().page === 'map';
  return (
    <header className={styles.bar}>
      <span className={styles.mark}>
        <Mark />
      </span>
      <span className={styles.brand}>{text.common.product}</span>
      {isOfLand && (
        <>
          <span className={styles.rule} />
          <PlaceAndYear />
        </>
      )}
      {isOfLand && jurisdiction?.isSynthetic && (
        <span className={styles.synthetic} title={text.map.synthetic}>
          <Tag tone="line">
            <span className={styles.wide}>{text.shell.synthetic}</span>
            <span className={styles.brief}>{text.shell.syntheticBrief}</span>
          </Tag>
        </span>
      )}
      {health?.access === 'open' && (
        <Tag tone="warn" title={text.shell.openAccessNote}>
          {text.shell.openAccess}
        </Tag>
      )}
      <div className={styles.end}>
        {isOfLand && <SearchBox />}
        <Button
          className={cx(styles.language, user && styles.inMenu)}
          kind="quiet"
          size="small"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void setView({ lang: language === 'zh' ? 'en' : 'zh' })}
        >
          <span className={styles.wide}>{text.shell.language}</span>
          <span className={styles.brief}>{text.shell.languageBrief}</span>
        </Button>
        <AccountMenu />
      </div>
    </header>
  );
}

function PlaceAndYear() {
  const { text, language } = useText();
  const { setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const { data: places } = useQuery(jurisdictionsQuery());
  if (places?.items.length === 0) return null;
  if (!places || !jurisdiction) return <Skeleton width={180} height={20} />;
  const choosePlace = (code: string) =>
    setView({
      j: code,
      y: null,
      c: null,
      sel: null,
      ...NO_FILTER,
      t: [],
      batch: null,
      firm: null,
      grade: null,
      q: '',
      since: null,
      cell: null,
    });
  return (
    <>
      <Select
        look="bare"
        label={text.shell.jurisdiction}
        value={jurisdiction.code}
        options={places.items.map((place) => ({
          value: place.code,
          label: language === 'zh' ? place.name : place.nameEn,
        }))}
        onChoose={(code) => void choosePlace(code)}
      />
      {year !== null && <YearChoice jurisdiction={jurisdiction} year={year} />}
    </>
  );
}
