import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { AccessFinding, AccessSet } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { CopySmall } from './copy-small';

const useStyles = makeStyles({
  sets: { display: 'grid', gap: '14px', margin: 0, padding: 0, listStyle: 'none' },
  set: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '0 10px' },
  icon: { fontSize: '20px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  quietIcon: { color: 'var(--ll-quiet)' },
  alert: { color: tokens.colorPaletteDarkOrangeForeground1 },
  name: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  how: { fontWeight: tokens.fontWeightRegular, color: 'var(--ll-quiet)', marginLeft: '8px' },
  gives: { margin: 0, fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)' },
  sources: { margin: '6px 0 0', padding: 0, listStyle: 'none', display: 'grid', gap: '8px' },
  source: { fontSize: '13px', lineHeight: '19px', maxWidth: '78ch' },
  title: { fontWeight: tokens.fontWeightSemibold },
  fix: { display: 'flex', flexWrap: 'wrap', gap: '4px 6px', marginTop: '4px' },
});

export const accessSets: AccessSet[] = ['people', 'list', 'sign_ins', 'launches', 'group_names'];

const sources = {
  'graph.organization': 'organization',
  'graph.subscribedSkus': 'subscribedSkus',
  'graph.subscriptions': 'subscriptions',
  'graph.users': 'users',
  'graph.deletedUsers': 'deletedUsers',
  'powerplatform.licenseReport': 'licenseReport',
  'graph.signIns': 'signIns',
  'graph.auditLaunches': 'auditLaunches',
  'graph.groups': 'groups',
} as const;

function sourceText(source: string, t: TFunction): string {
  const known = sources[source as keyof typeof sources];
  return known ? t(`connect.source.${known}`) : source;
}

// saysText says what a finding means, and what mends it.
export function saysText(finding: AccessFinding, t: TFunction): string {
  const { state, permission, role } = finding;
  if (state === 'role_missing' && finding.isApp)
    return finding.set === 'list' ? t('connect.saysApp.list') : t('connect.saysApp.role', { permission, role });
  if (state === 'role_missing' && finding.set === 'launches') return t('connect.saysPurview', { role });
  if (state === 'off' && finding.set === 'launches') return t('connect.offLaunches');
  if (state === 'off' && finding.set === 'group_names') return t('connect.offGroups');
  if (state === 'role_missing' && !role) return t('connect.saysMember', { permission });
  return t(`connect.says.${state}`, { permission, role });
}

// stateText is how it stands with a set of which one finding says most.
function stateText(findings: AccessFinding[], first: AccessFinding, t: TFunction): string {
  const partly = first.state !== 'allowed' && findings.some(({ state }) => state === 'allowed');
  return partly ? t('connect.check.partly') : t(`connect.state.${first.state}`);
}

// isFine tells whether nothing is to be done about a finding.
const isFine = ({ state }: AccessFinding) => state === 'allowed' || state === 'off';
export const lacks = ({ state }: AccessFinding) =>
  state === 'consent_missing' || state === 'role_missing' || state === 'sign_in_needed';

// Fix leads to the page where what is missing is given.
function Fix(props: { finding: AccessFinding }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { attempt } = useActions();
  const { link, state } = props.finding;
  if (!link) return null;
  return (
    <div className={styles.fix}>
      <Button size="small" onClick={() => void attempt(() => backend.openPage(link))}>
        {state === 'role_missing' ? t('connect.fix.role') : t('connect.fix.consent')}
      </Button>
      <CopySmall text={link} label={t('connect.fix.copy')} />
    </div>
  );
}

// grouped puts findings that say the same about several sources together.
function grouped(findings: AccessFinding[], t: TFunction) {
  const all: { says: string; finding: AccessFinding; names: string[] }[] = [];
  for (const finding of findings) {
    const says = saysText(finding, t);
    const same = all.find((one) => one.says === says);
    if (same) same.names.push(sourceText(finding.source, t));
    else all.push({ says, finding, names: [sourceText(finding.source, t)] });
  }
  return all;
}

// SetFindings is one set of permissions: whether it may be read, and if not, why
// and what mends it.
function SetFindings(props: { set: AccessSet; findings: AccessFinding[]; asking: boolean }) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const { set, findings } = props;
  const told = findings.filter((one) => !(one.state === 'allowed' && one.sure));
  const trouble = findings.filter((one) => !isFine(one));
  // What can be left out alarms nobody.
  const needed = trouble.some((one) => lacks(one) && !one.optional);
  const [first] = trouble.length > 0 ? trouble : findings;
  const list = new Intl.ListFormat(i18n.language);
  const icon =
    first === undefined ? (
      <CircleRegular />
    ) : needed ? (
      <WarningRegular />
    ) : trouble.length > 0 || first.state === 'off' ? (
      <SubtractCircleRegular />
    ) : (
      <CheckmarkCircleRegular />
    );
  const calm = first === undefined || (!needed && (trouble.length > 0 || first.state === 'off'));
  return (
    <li className={styles.set}>
      <span className={mergeClasses(styles.icon, calm && styles.quietIcon, needed && styles.alert)} aria-hidden="true">
        {icon}
      </span>
      <div>
        <h3 className={styles.name}>
          {t(`connect.set.${set}.title`)}
          <span className={styles.how}>
            {first ? stateText(findings, first, t) : props.asking ? t('connect.check.pending') : ''}
          </span>
        </h3>
        <p className={styles.gives}>{t(`connect.set.${set}.gives`)}</p>
        {told.length > 0 ? (
          <ul className={styles.sources}>
            {grouped(told, t).map(({ says, finding, names }) => (
              <li key={says} className={styles.source}>
                {findings.length > 1 ? <div className={styles.title}>{list.format(names)}</div> : null}
                <div>{says}</div>
                <Fix finding={finding} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

// Findings tells of every set what may be read of it, as the answers come.
export function Findings(props: { findings: AccessFinding[]; asking: boolean }) {
  const styles = useStyles();
  return (
    <ul className={styles.sets}>
      {accessSets.map((set) => (
        <SetFindings
          key={set}
          set={set}
          findings={props.findings.filter((one) => one.set === set)}
          asking={props.asking}
        />
      ))}
    </ul>
  );
}
