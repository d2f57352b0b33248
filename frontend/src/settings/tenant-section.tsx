import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons/svg/checkmark';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { LedgerInfo } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { inkOf, tenantColours } from '../theme/tenant-colours';
import { useChosenLook } from '../theme/use-look';
import { Section, Setting } from './section';

const useStyles = makeStyles({
  colours: { display: 'flex', flexWrap: 'wrap', gap: '8px', border: 'none', margin: 0, padding: 0 },
  colour: {
    position: 'relative',
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: '8px',
    border: '14px solid',
    boxSizing: 'border-box',
    cursor: 'pointer',
    forcedColorAdjust: 'none',
    ':focus-within': { outline: '2px solid var(--colorStrokeFocus2)', outlineOffset: '2px' },
  },
  chosen: { outline: `2px solid ${tokens.colorNeutralForeground1}`, outlineOffset: '2px' },
  radio: {
    position: 'absolute',
    inset: '-14px',
    width: '28px',
    height: '28px',
    margin: 0,
    opacity: 0,
    cursor: 'pointer',
  },
  check: { position: 'absolute', fontSize: '16px', color: 'var(--ll-sheet)' },
});

// TenantSection says what this tenant is called here, and in which colour.
export function TenantSection(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const look = useChosenLook();
  const { attempt } = useActions();
  const { ledger } = props;
  const group = useId();
  const named = useId();
  const [name, setName] = useState(ledger.name);
  const rename = () => void attempt(() => backend.nameTenant(name.trim()));
  return (
    <Section title={t('settings.tenant.title')}>
      <Setting
        name={t('settings.tenant.name')}
        hint={t('settings.tenant.nameHint')}
        labels={named}
        control={
          <Input
            aria-labelledby={named}
            value={name}
            maxLength={40}
            placeholder={ledger.tenantName || ledger.fileName}
            onChange={(_, data) => setName(data.value)}
            onBlur={() => (name.trim() === ledger.name ? undefined : rename())}
            onKeyDown={(event) => (event.key === 'Enter' ? rename() : undefined)}
          />
        }
      />
      <Setting
        name={t('settings.tenant.colour')}
        hint={t('settings.tenant.colourHint')}
        control={
          <fieldset className={styles.colours} aria-label={t('settings.tenant.colour')}>
            {tenantColours.map((colour) => (
              <label
                key={colour}
                className={mergeClasses(styles.colour, ledger.colour === colour && styles.chosen)}
                style={{ borderColor: inkOf(colour, look) }}
                title={t(`settings.tenant.colours.${colour}`)}
              >
                <input
                  type="radio"
                  className={styles.radio}
                  name={group}
                  checked={ledger.colour === colour}
                  onChange={() => void attempt(() => backend.colourTenant(colour))}
                  aria-label={t(`settings.tenant.colours.${colour}`)}
                />
                {ledger.colour === colour ? <CheckmarkFilled className={styles.check} aria-hidden="true" /> : null}
              </label>
            ))}
          </fieldset>
        }
      />
    </Section>
  );
}
