import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeKind, Changes } from '../api/types';
import { useFormat } from '../i18n/format';
import { StatePanel } from '../states/state-panel';
import { ChangeCounts } from './change-counts';
import { ChangeGrid } from './change-grid';

const useStyles = makeStyles({
  shown: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    minHeight: '32px',
    padding: '0 20px 4px',
    fontSize: '13px',
  },
  group: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
  back: { color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightRegular },
});

// ChangeView shows what changed between two days: sentences first, and below
// them the rows of the one that was chosen, or all of them.
export function ChangeView(props: { changes: Changes; onFailed: (thrown: unknown) => void }) {
  const { changes } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [wanted, setWanted] = useState<ChangeKind | ''>('');
  const count = changes.counts.find(({ kind }) => kind === wanted);
  const chosen = count ? wanted : '';
  const days = { from: format.day(changes.before.day), to: format.day(changes.after.day) };

  if (changes.rows === 0) {
    const nothingRead = changes.notRead.length > 1;
    return (
      <>
        {changes.notRead.length === 1 ? (
          <ChangeCounts changes={changes} chosen="" onChoose={setWanted} />
        ) : (
          <StatePanel
            icon={nothingRead ? <DocumentQuestionMarkRegular /> : <CheckmarkCircleRegular />}
            title={nothingRead ? t('changes.unread.title') : t('changes.nothing.title')}
            text={
              nothingRead
                ? t('changes.unread.text')
                : changes.before.id === changes.after.id
                  ? t('changes.nothing.same')
                  : t('changes.nothing.text', days)
            }
          />
        )}
      </>
    );
  }
  const text = chosen
    ? t(`changes.count.${chosen}`, { count: count?.rows ?? 0 })
    : t('changes.all', { count: changes.rows });
  return (
    <>
      <ChangeCounts changes={changes} chosen={chosen} onChoose={setWanted} />
      <div className={styles.shown}>
        <h2 className={styles.group}>{text}</h2>
        {chosen ? (
          <Button size="small" appearance="transparent" className={styles.back} onClick={() => setWanted('')}>
            {t('changes.showAll', { count: changes.rows })}
          </Button>
        ) : null}
      </div>
      <ChangeGrid
        key={`${changes.id} ${chosen}`}
        changes={changes.id}
        kind={chosen}
        count={count?.rows ?? changes.rows}
        label={t('changes.table', { group: text, ...days })}
        before={format.shortDay(changes.before.day)}
        after={format.shortDay(changes.after.day)}
        onFailed={props.onFailed}
      />
    </>
  );
}
