import { Button, Input, makeStyles, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { FreeRules } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { Setting } from '../settings/section';

const useStyles = makeStyles({
  days: { width: '90px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    minHeight: '32px',
    fontSize: '13px',
  },
  add: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  value: { flexGrow: 1, minWidth: '120px' },
});

// The columns that a condition can be about, and how they are compared.
const columns = ['department', 'cost_center', 'user_name', 'email_address', 'license'] as const;
type Column = (typeof columns)[number];
const condition = /^([a-z_]+)([=~])(.*)$/;

function Days(props: { value: number; label: string; onSave: (days: number) => void }) {
  const styles = useStyles();
  const [typed, setTyped] = useState(String(props.value));
  const days = Number(typed);
  const save = () => {
    if (typed.trim() !== '' && Number.isInteger(days) && days !== props.value) props.onSave(days);
    else setTyped(String(props.value));
  };
  return (
    <Input
      className={styles.days}
      type="number"
      size="small"
      min={0}
      aria-labelledby={props.label}
      value={typed}
      onChange={(_, data) => setTyped(data.value)}
      onBlur={save}
      onKeyDown={(event) => (event.key === 'Enter' ? save() : undefined)}
    />
  );
}

// FreeRulesFields choose for how long no use must be seen, and what is left out.
export function FreeRulesFields({ rules }: { rules: FreeRules }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { attempt } = useActions();
  const [noUse, age] = [useId(), useId()];
  const [column, setColumn] = useState<Column>('department');
  const [op, setOp] = useState<'=' | '~'>('=');
  const [value, setValue] = useState('');
  const save = (change: Partial<FreeRules>) => void attempt(() => backend.saveFreeRules({ ...rules, ...change }));
  const textOf = (text: string) => {
    const [, of, how, what = ''] = condition.exec(text) ?? [];
    const known = columns.find((one) => one === of);
    if (!known) return text;
    const words = { column: t(`columns.${known}`), value: what };
    return how === '=' ? t('cost.free.choices.is', words) : t('cost.free.choices.contains', words);
  };
  return (
    <>
      <Setting
        name={t('cost.free.choices.noUse')}
        hint={t('cost.free.choices.noUseHint')}
        labels={noUse}
        control={
          <Days
            key={rules.no_use_days}
            value={rules.no_use_days}
            label={noUse}
            onSave={(days) => save({ no_use_days: days })}
          />
        }
      />
      <Setting
        name={t('cost.free.choices.minAge')}
        hint={t('cost.free.choices.minAgeHint')}
        labels={age}
        control={
          <Days key={rules.min_age} value={rules.min_age} label={age} onSave={(days) => save({ min_age: days })} />
        }
      />
      <Setting name={t('cost.free.choices.conditions')} hint={t('cost.free.choices.conditionsHint')}>
        <ul className={styles.list}>
          {rules.leave_out.map((text) => (
            <li key={text} className={styles.item}>
              <span>{textOf(text)}</span>
              <Button
                size="small"
                aria-label={t('cost.free.choices.removeCondition', { condition: textOf(text) })}
                onClick={() => save({ leave_out: rules.leave_out.filter((one) => one !== text) })}
              >
                {t('cost.free.choices.remove')}
              </Button>
            </li>
          ))}
        </ul>
        <form
          className={styles.add}
          onSubmit={(event) => {
            event.preventDefault();
            const text = `${column}${op}${value.trim()}`;
            if (value.trim() && !rules.leave_out.includes(text)) save({ leave_out: [...rules.leave_out, text] });
            setValue('');
          }}
        >
          <Select
            size="small"
            aria-label={t('cost.free.choices.column')}
            value={column}
            onChange={(_, data) => setColumn(data.value as Column)}
          >
            {columns.map((one) => (
              <option key={one} value={one}>
                {t(`columns.${one}`)}
              </option>
            ))}
          </Select>
          <Select
            size="small"
            aria-label={t('cost.free.choices.how')}
            value={op}
            onChange={(_, data) => setOp(data.value as '=' | '~')}
          >
            <option value="=">{t('cost.free.choices.howIs')}</option>
            <option value="~">{t('cost.free.choices.howContains')}</option>
          </Select>
          <Input
            className={styles.value}
            size="small"
            aria-label={t('cost.free.choices.value')}
            value={value}
            onChange={(_, data) => setValue(data.value)}
          />
          <Button size="small" type="submit" disabled={!value.trim()}>
            {t('cost.free.choices.add')}
          </Button>
        </form>
      </Setting>
    </>
  );
}
