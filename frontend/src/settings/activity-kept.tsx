import { Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Privacy } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { Setting } from './section';

// From what keeps most to what keeps least.
const levels = ['day', 'month', 'none'] as const;
type Level = (typeof levels)[number];

const isStricter = (next: Level, now: string) => levels.indexOf(next) > levels.findIndex((one) => one === now);

// ActivityKept chooses how exactly the history file keeps when somebody was seen
// in use. To keep less is asked first, since what goes does not come back.
export function ActivityKept(props: { kept: Privacy }) {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const [asking, setAsking] = useState<Level>();
  const id = useId();
  const { activity, canBeChanged } = props.kept;
  const choose = (level: Level) => void attempt(() => backend.startActivityLevel(level));
  return (
    <>
      <Setting
        name={t('settings.activity.title')}
        hint={t('settings.activity.hint')}
        labels={id}
        control={
          <Select
            aria-labelledby={id}
            value={activity}
            disabled={!canBeChanged}
            onChange={(_, data) => {
              const next = levels.find((one) => one === data.value);
              if (next && isStricter(next, activity)) setAsking(next);
              else if (next) choose(next);
            }}
          >
            {levels.map((one) => (
              <option key={one} value={one}>
                {t(`settings.activity.of.${one}`)}
              </option>
            ))}
          </Select>
        }
      />
      <Confirm
        open={asking !== undefined}
        title={t('settings.activity.askTitle')}
        text={asking === 'none' ? t('settings.activity.askNone') : t('settings.activity.askMonth')}
        action={t('settings.activity.button')}
        onClose={() => setAsking(undefined)}
        onConfirm={() => (asking ? choose(asking) : undefined)}
      />
    </>
  );
}
