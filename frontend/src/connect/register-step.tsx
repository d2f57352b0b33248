import { Button, Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Connection } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { Choice } from './choice';
import { CloudField } from './cloud-field';
import { fresh, isId, portalOf, useConnecting, useDraft, ways } from './use-connecting';
import { useConnectStyles } from './use-styles';
import { usualSets, WritePage } from './write-page';

const useStyles = makeStyles({
  steps: { margin: '6px 0 0', paddingLeft: '20px', display: 'grid', gap: '4px', fontSize: '13px', lineHeight: '19px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  end: { marginLeft: 'auto' },
  launches: { margin: '0 0 0 -8px' },
  text: { display: 'block', fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)' },
  file: { display: 'flex', flexWrap: 'wrap', gap: '8px', '& > :first-child': { flex: '1 1 140px', minWidth: 0 } },
});

const addressesOf = (c: Connection) => [c.authority, c.graph, c.powerPlatform].filter(Boolean);

// Own says that the connection has addresses of its own, as a simulated tenant
// has.
function Own(props: { connection: Connection; onClear: () => void }) {
  const { t } = useTranslation();
  const styles = useConnectStyles();
  const addresses = addressesOf(props.connection);
  if (addresses.length === 0) return null;
  return (
    <div className={styles.actions}>
      <p className={styles.quiet}>{t('connect.register.own', { addresses: addresses.join(', ') })}</p>
      <Button size="small" appearance="subtle" onClick={props.onClear}>
        {t('connect.register.ownClear')}
      </Button>
    </div>
  );
}

// RegisterStep tells how the app is registered and asks for what came of it.
export function RegisterStep() {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const { go } = useConnecting();
  const { busy, attempt } = useActions();
  const [draft, put] = useDraft();
  const [tried, setTried] = useState(false);
  const c = draft.connection;
  const change = (part: Partial<Connection>) => put({ connection: { ...c, ...part } });
  const byApp = c.auth === 'certificate';
  const way = ways.find((one) => one === c.auth) ?? 'browser';
  const missing = {
    tenant: c.tenantId.trim() === '',
    client: !isId(c.clientId),
    certificate: byApp && c.certificatePath === '',
  };
  const problem = (is: boolean, text: string) =>
    tried && is ? { validationState: 'error' as const, validationMessage: text } : {};
  const start = () => {
    setTried(true);
    if (Object.values(missing).some(Boolean)) return;
    void attempt(async () => {
      await backend.startConnect(c);
      go('check');
    });
  };
  const fill = () => attempt(async () => put({ connection: { ...fresh, ...(await backend.pickConnection()) } }));
  const pick = () =>
    attempt(async () => {
      const path = await backend.pickCertificate();
      if (path) change({ certificatePath: path });
    });
  return (
    <>
      <section className={styles.sheet} aria-label={t('connect.register.how')}>
        <div>
          <h2 className={styles.heading}>{t('connect.register.how')}</h2>
          <ol className={styles.steps}>
            <li>{t('connect.register.steps.register')}</li>
            <li>{t(`connect.register.step.${way}`)}</li>
            <li>{t('connect.register.steps.permissions')}</li>
            <li>{t('connect.register.steps.ids')}</li>
          </ol>
        </div>
        <div className={styles.actions}>
          <Button onClick={() => void attempt(() => backend.openPage(portalOf(c.cloud)))}>
            {t('connect.register.portal')}
          </Button>
          <WritePage
            kind="request"
            label={t('connect.register.write')}
            connection={c}
            sets={c.launches ? [...usualSets, 'launches'] : usualSets}
          />
        </div>
      </section>
      <form
        className={styles.sheet}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Choice
          title={t('connect.register.way')}
          value={way}
          options={ways.map((value) => ({
            value,
            title: t(`connect.register.ways.${value}.title`),
            text: t(`connect.register.ways.${value}.text`),
          }))}
          onChoose={(auth) => change({ auth })}
        />
        <div className={styles.fields}>
          <Field
            label={t('connect.register.tenant')}
            hint={t('connect.register.tenantHint')}
            required
            {...problem(missing.tenant, t('connect.register.tenantMissing'))}
          >
            <Input value={c.tenantId} onChange={(_, data) => change({ tenantId: data.value })} />
          </Field>
          <Field
            label={t('connect.register.client')}
            hint={t('connect.register.clientHint')}
            required
            {...problem(missing.client, t('connect.register.clientMissing'))}
          >
            <Input value={c.clientId} onChange={(_, data) => change({ clientId: data.value })} />
          </Field>
          <CloudField value={c.cloud} onChange={(cloud) => change({ cloud })} />
          {byApp ? (
            <Field
              label={t('connect.register.certificate')}
              hint={t('connect.register.certificateHint')}
              required
              {...problem(missing.certificate, t('connect.register.certificateMissing'))}
            >
              {(field) => (
                <div className={styles.file}>
                  <Input
                    {...field}
                    value={c.certificatePath}
                    onChange={(_, data) => change({ certificatePath: data.value })}
                  />
                  <Button onClick={() => void pick()}>{t('connect.register.choose')}</Button>
                </div>
              )}
            </Field>
          ) : null}
        </div>
        <Checkbox
          className={styles.launches}
          checked={c.launches}
          onChange={(_, data) => change({ launches: data.checked === true })}
          label={
            <>
              {t('connect.register.launches')}
              <span className={styles.text}>{t('connect.register.launchesHint')}</span>
            </>
          }
        />
        <Own
          connection={c}
          onClear={() =>
            change({
              authority: '',
              graph: '',
              powerPlatform: '',
              graphAudience: '',
              powerPlatformAudience: '',
              caPath: '',
            })
          }
        />
        <div className={styles.actions}>
          <Button appearance="primary" type="submit" disabledFocusable={busy}>
            {byApp ? t('connect.register.goApp') : t('connect.register.go')}
          </Button>
          <Button appearance="subtle" onClick={() => void fill()}>
            {t('connect.register.from')}
          </Button>
        </div>
      </form>
    </>
  );
}
