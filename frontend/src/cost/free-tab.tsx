import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { freeUpQuery } from '../api/queries';
import type { FreeLine, FreeUp } from '../api/types';
import { usePlacePart } from '../app/place';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { offerUndo } from '../states/undo';
import { useDelayed } from '../states/use-delayed';
import { Freshness } from '../table/around';
import { FreeChoicesPanel } from './free-choices';
import { FreeGrid } from './free-grid';
import { FreeGroups } from './free-groups';
import { type FreeShown, shownText, watchTexts } from './free-words';
import { NothingRead } from './no-seats';
import { useTabStyles } from './use-tab-styles';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0, overflowY: 'auto' },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '4px 16px',
    padding: '6px 20px 10px',
    fontSize: '13px',
    lineHeight: '18px',
  },
  about: { margin: 0, color: 'var(--ll-quiet)', minWidth: 0 },
  choose: { whiteSpace: 'nowrap' },
  lines: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: '240px', minWidth: 0 },
});

// linesOf is how many lines are below the groups.
const linesOf = (free: FreeUp, shown: FreeShown) =>
  shown === 'left-out' ? free.lines : (free.groups.find(({ group }) => group === shown)?.lines ?? 0);

// NoLines stands where a group has none, or says nothing.
function NoLines({ free, shown }: { free: FreeUp; shown: FreeShown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const off = free.groups.find(({ group }) => group === shown)?.off;
  if (!off)
    return (
      <StatePanel icon={<CheckmarkCircleRegular />} title={t('cost.free.none')} text={t(`cost.free.noneOf.${shown}`)} />
    );
  const text =
    off === 'directory-not-read'
      ? t('cost.free.off.directory')
      : off === 'licenses-not-read'
        ? t('cost.free.off.licenses')
        : watchTexts(free, t, format).join(' ');
  return <StatePanel icon={<DocumentQuestionMarkRegular />} title={t('cost.free.off.title')} text={text} />;
}

// FreeTab tells which licenses can be taken back, how, and what that gains.
export function FreeTab() {
  const { t } = useTranslation();
  const styles = useStyles();
  const shared = useTabStyles();
  const client = useQueryClient();
  const { attempt } = useActions();
  const { loaded, readings } = useDay();
  const at = usePlacePart((place) => place.at);
  const query = useQuery(freeUpQuery(at));
  const [wanted, setWanted] = useState<FreeShown>('blocked');
  const [choosing, setChoosing] = useState(false);
  const [failed, setFailed] = useState<{ of: string; thrown: unknown }>();
  const older = useDelayed(query.isPlaceholderData, 400);
  const free = query.data;
  const shown = wanted === 'left-out' && free?.lines === 0 ? 'blocked' : wanted;

  const act = useCallback(
    (line: FreeLine) => {
      const { user_id: id, user_name: who } = line;
      const keep = () => backend.keepLicenses(id, '');
      const release = () => backend.releaseLicenses(id);
      const [now, back] = line.leftOut ? [release, keep] : [keep, release];
      void attempt(async () => {
        await now();
        offerUndo({
          text: line.leftOut ? t('cost.free.isBack', { who }) : t('cost.free.isOut', { who }),
          undo: () => void attempt(back),
        });
      });
    },
    [attempt, t],
  );

  if (loaded && readings.length === 0) return <NothingRead />;
  const thrown = query.error ?? (failed?.of === free?.id ? failed?.thrown : undefined);
  if (thrown)
    return (
      <CouldNotRead
        thrown={thrown}
        onRetry={() => {
          setFailed(undefined);
          void client.invalidateQueries({ queryKey: ['views', 'freeUp'] });
        }}
      />
    );
  if (!free?.snapshot) return null;
  const count = linesOf(free, shown);
  return (
    <div className={mergeClasses(styles.body, older && shared.older)}>
      <div className={styles.bar}>
        <p className={styles.about}>
          {free.cameBack && free.cameBack.people > 0
            ? t('cost.free.cameBack', { count: free.cameBack.people, licenses: free.cameBack.licenses })
            : t('cost.free.noneCameBack')}
        </p>
        <Button className={styles.choose} size="small" icon={<SettingsRegular />} onClick={() => setChoosing(true)}>
          {t('cost.free.choose')}
        </Button>
      </div>
      <FreeGroups free={free} shown={shown} onShow={setWanted} />
      <div className={styles.lines}>
        {count > 0 ? (
          <FreeGrid
            key={shown}
            free={free.id}
            shown={shown}
            today={free.snapshot.at}
            count={count}
            label={shownText(shown, free.rules.no_use_days, t)}
            onAct={act}
            onFailed={(thrown) => setFailed({ of: free.id, thrown })}
          />
        ) : (
          <NoLines free={free} shown={shown} />
        )}
      </div>
      <div className={shared.footer}>
        <span role="status">{t('cost.free.lines', { count })}</span>
        <Freshness readings={free.freshness} titles={['seats', 'people']} />
      </div>
      {choosing ? <FreeChoicesPanel at={at} onClose={() => setChoosing(false)} /> : null}
    </div>
  );
}
