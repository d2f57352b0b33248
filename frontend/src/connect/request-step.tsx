import { Button, Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessSet, Connection } from '../api/types';
import { useFormat } from '../i18n/format';
import { Choice } from './choice';
import { CloudField } from './cloud-field';
import { accessSets } from './findings';
import { useConnecting, useDraft, ways } from './use-connecting';
import { useConnectStyles } from './use-styles';
import { usualSets, WritePage } from './write-page';

const useStyles = makeStyles({
  sets: { margin: '0 0 0 -8px', display: 'grid' },
  text: { display: 'block', fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)' },
});

const always: readonly AccessSet[] = ['people', 'list'];

// Sets are what is asked for; without the first two there is no list.
function Sets(props: { sets: AccessSet[]; onChoose: (sets: AccessSet[]) => void }) {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const { sets } = props;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.heading}>{t('connect.request.sets')}</legend>
      <div className={styles.sets}>
        {accessSets.map((set) => (
          <Checkbox
            key={set}
            checked={sets.includes(set)}
            disabled={always.includes(set)}
            onChange={(_, data) =>
              props.onChoose(accessSets.filter((one) => (one === set ? data.checked === true : sets.includes(one))))
            }
            label={
              <>
                {t(`connect.set.${set}.title`)}
                <span className={styles.text}>{t(`connect.set.${set}.gives`)}</span>
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

// RequestStep writes the page for whoever registers the app, and waits for the ids
// that come back.
export function RequestStep() {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const format = useFormat();
  const { go } = useConnecting();
  const [draft, put] = useDraft();
  const [sets, setSets] = useState<AccessSet[]>(usualSets);
  const c = draft.connection;
  const change = (part: Partial<Connection>) => put({ connection: { ...c, ...part } });
  return (
    <>
      <p className={styles.lead}>{t('connect.request.lead')}</p>
      <section className={styles.sheet} aria-label={t('connect.request.title')}>
        <div className={styles.fields}>
          <Field label={t('connect.register.tenant')} hint={t('connect.register.tenantHint')}>
            <Input value={c.tenantId} onChange={(_, data) => change({ tenantId: data.value })} />
          </Field>
          <CloudField value={c.cloud} onChange={(cloud) => change({ cloud })} />
        </div>
        <Sets sets={sets} onChoose={setSets} />
        <Choice
          title={t('connect.register.way')}
          value={c.auth}
          options={ways.map((value) => ({
            value,
            title: t(`connect.register.ways.${value}.title`),
            text: t(`connect.register.ways.${value}.text`),
          }))}
          onChoose={(auth) => change({ auth })}
        />
        <div className={styles.actions}>
          <WritePage
            kind="request"
            primary
            label={t('connect.request.write')}
            connection={c}
            sets={sets}
            onWritten={() => put({ asked: new Date().toISOString() })}
          />
        </div>
        <div className={styles.actions}>
          <WritePage kind="privacy" label={t('connect.request.privacy')} connection={c} sets={sets} />
        </div>
      </section>
      <p className={styles.quiet}>
        {draft.asked ? t('connect.waiting', { when: format.when(draft.asked) }) : t('connect.request.then')}
      </p>
      <div className={styles.actions}>
        <Button onClick={() => go('register')}>{t('connect.request.have')}</Button>
      </div>
    </>
  );
}
