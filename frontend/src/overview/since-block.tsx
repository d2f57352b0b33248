import { Link, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sinceQuery } from '../api/queries';
import { useGo } from '../app/place';
import { useFormat } from '../i18n/format';
import { CouldNotRead } from '../states/failed';
import { useDelayed } from '../states/use-delayed';
import { Block } from './block';
import { Lines } from './lines';
import type { Compared, Looked } from './looked';
import { changesOf, isUnchanged, notReadOf, sinceTitle, unchangedText } from './sentences';
import { ToldLink } from './told-link';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: '14px' },
  item: { minHeight: '28px' },
  quiet: { margin: '6px 0 0', fontSize: '13px', lineHeight: '20px', color: 'var(--ll-quiet)' },
  beside: { marginTop: '4px', fontSize: '13px', lineHeight: '24px' },
  calm: { display: 'flex', alignItems: 'center', gap: '10px', fontSize: '14px', minHeight: '28px' },
  icon: { flexShrink: 0, fontSize: '20px', color: 'var(--ll-now)' },
});

// useSince compares what the page tells changes between.
export function useSince(compared: Compared) {
  const pair = 'before' in compared ? compared : undefined;
  const before = pair ? String(pair.before.id) : '';
  const after = pair ? String(pair.after.id) : '';
  return useQuery({ ...sinceQuery(before, after), enabled: pair !== undefined });
}

function Unchanged(props: { text: string; more: string }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.calm}>
        <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
        {props.text}
      </div>
      <p className={styles.quiet}>{props.more}</p>
    </>
  );
}

// SinceBlock tells what changed, each sentence leading to what it counts.
export function SinceBlock(props: { compared: Compared; looked: Looked | null; className?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { go } = useGo();
  const { compared, looked } = props;
  const query = useSince(compared);
  const since = query.data;
  const slow = useDelayed(query.isFetching && !since);
  const body = () => {
    if (compared.why === 'only') return <p className={styles.quiet}>{t('overview.since.only')}</p>;
    if (query.error) return <CouldNotRead thrown={query.error} onRetry={() => void query.refetch()} />;
    if (!since) return slow ? <Lines count={4} /> : null;
    if (isUnchanged(since)) {
      const same = since.before.id === since.after.id;
      return (
        <Unchanged
          text={unchangedText(compared, looked, t, format)}
          more={same ? t('overview.since.noReading') : t('overview.since.same')}
        />
      );
    }
    return (
      <>
        <ul className={styles.list}>
          {changesOf(since, t).map(({ key, text, leads }) => (
            <li key={key} className={styles.item}>
              <ToldLink text={text} leads={leads} />
            </li>
          ))}
        </ul>
        {since.changes.length > 0 ? (
          <Link
            className={styles.beside}
            onClick={() => go({ to: 'changes', before: String(since.before.id), after: String(since.after.id) })}
          >
            {t('overview.since.beside')}
          </Link>
        ) : null}
        {notReadOf(since, t).map((text) => (
          <p key={text} className={styles.quiet}>
            {text}
          </p>
        ))}
      </>
    );
  };
  return (
    <Block title={sinceTitle(compared, looked, t, format)} className={props.className} older={query.isPlaceholderData}>
      {body()}
      {compared.why === 'first' ? <p className={styles.quiet}>{t('overview.since.first')}</p> : null}
    </Block>
  );
}
