import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { freeChoicesQuery } from '../api/queries';
import type { FreeChoices } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Section } from '../settings/section';
import { FreeCovers } from './free-covers';
import { FreeRulesFields } from './free-rules';

const useStyles = makeStyles({
  drawer: { width: '520px', maxWidth: '100vw' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    minHeight: '32px',
    fontSize: '13px',
  },
  quiet: { color: 'var(--ll-quiet)', fontSize: '13px', margin: 0 },
});

function Kept({ choices }: { choices: FreeChoices }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { attempt } = useActions();
  if (choices.kept.length === 0) return <p className={styles.quiet}>{t('cost.free.choices.nobody')}</p>;
  return (
    <ul className={styles.list}>
      {choices.kept.map((kept) => {
        const who = kept.user_name || t('cost.free.choices.somebody');
        return (
          <li key={kept.user_id} className={styles.item}>
            <span>{t('cost.free.choices.since', { who, day: format.shortDay(kept.keptAt) })}</span>
            <Button
              size="small"
              aria-label={t('cost.free.putBackWho', { who })}
              onClick={() => void attempt(() => backend.releaseLicenses(kept.user_id))}
            >
              {t('cost.free.putBack')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

// FreeChoicesPanel is where people say whose licenses stay, for how long no use
// must be seen, and what covers what.
export function FreeChoicesPanel(props: { at: string; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data } = useQuery(freeChoicesQuery(props.at));
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      onOpenChange={(_, state) => (state.open ? undefined : props.onClose())}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={t('cost.free.choices.close')}
              onClick={props.onClose}
            />
          }
        >
          {t('cost.free.choices.title')}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody tabIndex={0}>
        {data ? (
          <>
            <Section title={t('cost.free.choices.rules')}>
              <FreeRulesFields rules={data.rules} />
            </Section>
            <Section title={t('cost.free.choices.people')}>
              <Kept choices={data} />
            </Section>
            <Section title={t('cost.free.choices.covers')}>
              <FreeCovers choices={data} />
            </Section>
          </>
        ) : null}
      </DrawerBody>
    </OverlayDrawer>
  );
}
