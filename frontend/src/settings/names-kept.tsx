import { Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Privacy } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { Setting } from './section';

const forGood = 0;
const unchosen = 'unchosen';

// The months that are proposed, with those that were chosen on the console.
function monthsOf(kept: Privacy): number[] {
  const months = new Set([kept.usualMonths, 25, 37, 61]);
  if (kept.nameMonths > 0) months.add(kept.nameMonths);
  return [...months].sort((a, b) => a - b);
}

// NamesKept chooses for how long the names of people who left are kept. As long
// as nobody chose, they are. To keep them for less time says first how many go.
export function NamesKept(props: { kept: Privacy }) {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const [asking, setAsking] = useState({ open: false, months: 0, due: 0 });
  const id = useId();
  const { kept } = props;
  const change = (months: number) =>
    void attempt(async () => {
      const { nameMonths } = await backend.privacy();
      const isLonger = months === forGood || (nameMonths !== forGood && months > nameMonths);
      if (isLonger) await backend.startLeaverNames(months);
      else setAsking({ open: true, months, due: await backend.leaversDue(months) });
    });
  return (
    <>
      <Setting
        name={t('settings.leavers.title')}
        hint={kept.namesChosen ? t('settings.leavers.hint') : t('settings.leavers.unchosenHint')}
        labels={id}
        control={
          <Select
            aria-labelledby={id}
            value={kept.namesChosen ? String(kept.nameMonths) : unchosen}
            disabled={!kept.canBeChanged}
            onChange={(_, data) => (data.value === unchosen ? undefined : change(Number(data.value)))}
          >
            {kept.namesChosen ? null : <option value={unchosen}>{t('settings.leavers.unchosen')}</option>}
            {monthsOf(kept).map((months) => (
              <option key={months} value={String(months)}>
                {t('settings.leavers.months', { count: months })}
              </option>
            ))}
            <option value={String(forGood)}>{t('settings.leavers.forGood')}</option>
          </Select>
        }
      />
      <Confirm
        open={asking.open}
        title={t('settings.leavers.askTitle', { count: asking.months })}
        text={asking.due > 0 ? t('settings.leavers.ask', { count: asking.due }) : t('settings.leavers.askNobody')}
        action={asking.due > 0 ? t('settings.leavers.button') : t('settings.leavers.buttonNobody')}
        onClose={() => setAsking({ ...asking, open: false })}
        onConfirm={() => void attempt(() => backend.startLeaverNames(asking.months))}
      />
    </>
  );
}
