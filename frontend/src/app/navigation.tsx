import { Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { useTranslation } from 'react-i18next';
import { useNote } from '../api/notes';
import { pages } from './pages';
import { useGo, usePlacePart } from './place';
import { useShortcut } from './shortcuts';
import { useMedia } from './use-media';

const useStyles = makeStyles({
  nav: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    width: '194px',
    padding: '10px 8px',
    flexShrink: 0,
    overflowY: 'auto',
    borderRight: '1px solid var(--ll-line)',
  },
  narrow: { width: '40px', '@media (max-width: 420px)': { padding: '10px 2px' } },
  item: {
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    minWidth: '40px',
    paddingLeft: '9px',
    position: 'relative',
    flexShrink: 0,
  },
  last: { marginTop: 'auto' },
  here: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: 'var(--ll-here)',
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '8px',
      bottom: '8px',
      width: 0,
      // A border, which forced colours keep.
      borderLeft: '3px solid var(--ll-now)',
      borderRadius: '2px',
    },
  },
  menu: { alignSelf: 'flex-start', marginBottom: '6px', minWidth: '40px', flexShrink: 0 },
});

const small = '(max-width: 800px)';

// Navigation leads to the pages. It shows icons only when that was chosen, and
// always where there is no room for names.
export function Navigation() {
  const { t } = useTranslation();
  const styles = useStyles();
  const shown = usePlacePart((place) => place.page);
  const { go } = useGo();
  const [chosen, choose] = useNote('navigation/narrow', false);
  const cramped = useMedia(small);
  const narrow = chosen || cramped;
  useShortcut('settings', () => go({ to: 'page', page: 'settings' }));
  return (
    <nav className={mergeClasses(styles.nav, narrow && styles.narrow)} aria-label={t('nav.label')}>
      {cramped ? null : (
        <Tooltip content={narrow ? t('nav.expand') : t('nav.collapse')} relationship="label">
          <Button
            appearance="subtle"
            className={styles.menu}
            icon={<NavigationRegular />}
            aria-expanded={!narrow}
            onClick={() => choose(!chosen)}
          />
        </Tooltip>
      )}
      {pages.map(({ page, Icon, HereIcon }) => {
        const here = shown === page;
        const button = (
          <Button
            key={page}
            appearance="subtle"
            className={mergeClasses(styles.item, page === 'tenants' && styles.last, here && styles.here)}
            icon={here ? <HereIcon /> : <Icon />}
            aria-current={here ? 'page' : undefined}
            onClick={() => go({ to: 'page', page })}
          >
            {narrow ? undefined : t(`nav.pages.${page}`)}
          </Button>
        );
        return narrow ? (
          <Tooltip key={page} content={t(`nav.pages.${page}`)} relationship="label" positioning="after">
            {button}
          </Tooltip>
        ) : (
          button
        );
      })}
    </nav>
  );
}
