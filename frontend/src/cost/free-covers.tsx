import { Button, makeStyles, mergeClasses, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { FreeChoices } from '../api/types';
import { useActions } from '../jobs/use-actions';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    minHeight: '32px',
    fontSize: '13px',
  },
  removed: { color: 'var(--ll-quiet)', textDecorationLine: 'line-through' },
  hint: { margin: 0, fontSize: '12px', lineHeight: '18px', color: 'var(--ll-quiet)' },
  add: { display: 'grid', gap: '8px', '& > button': { justifySelf: 'start' } },
});

// FreeCovers shows which license brings all that another does, and lets people
// say otherwise.
export function FreeCovers({ choices }: { choices: FreeChoices }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { attempt } = useActions();
  const [license, setLicense] = useState('');
  const [covered, setCovered] = useState('');
  const { covers, licenses } = choices;
  const save = (one: string, other: string, is: boolean) => void attempt(() => backend.saveCover(one, other, is));
  const fields = [
    { label: t('cost.free.choices.brings'), value: license, set: setLicense },
    { label: t('cost.free.choices.brought'), value: covered, set: setCovered },
  ];
  return (
    <>
      <p className={styles.hint}>{t('cost.free.choices.coversHint')}</p>
      <ul className={styles.list}>
        {covers
          .filter(({ own, removed }) => !own || !removed)
          .map((cover) => {
            const names = { license: cover.license, covered: cover.covers };
            return (
              <li key={`${cover.licenseId} ${cover.coversId}`} className={styles.item}>
                <span className={mergeClasses(cover.removed && styles.removed)}>
                  {t('cost.free.choices.cover', names)}
                </span>
                <Button
                  size="small"
                  aria-label={
                    cover.removed ? t('cost.free.choices.coverBack', names) : t('cost.free.choices.coverAway', names)
                  }
                  onClick={() => save(cover.licenseId, cover.coversId, cover.removed)}
                >
                  {cover.removed ? t('cost.free.putBack') : t('cost.free.choices.remove')}
                </Button>
              </li>
            );
          })}
      </ul>
      <div className={styles.add}>
        {fields.map(({ label, value, set }) => (
          <Select key={label} size="small" aria-label={label} value={value} onChange={(_, data) => set(data.value)}>
            <option value="">{label}</option>
            {licenses.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        ))}
        <Button
          size="small"
          disabled={!license || !covered || license === covered}
          onClick={() => {
            save(license, covered, true);
            setLicense('');
            setCovered('');
          }}
        >
          {t('cost.free.choices.addCover')}
        </Button>
      </div>
    </>
  );
}
