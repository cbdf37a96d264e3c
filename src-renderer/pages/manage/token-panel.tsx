import { useTranslation } from 'react-i18next';

import { type Token, tokenPermissions } from '#contract/tokens.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { GonePanel } from '../../components/gone-panel.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { withStepUp } from '../../session/step-up.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import { useChangeToken } from '../../tokens/token-queries.ts';
import { permissionsByArea } from '../../tokens/token-words.ts';

interface TokenPanelProps {
  /** Undefined when there is no such token. */
  token: Token | undefined;
  onClose: () => void;
}

/** One token: what it may do, where, for how long; and its end. */
export function TokenPanel({ token, onClose }: TokenPanelProps) {
  const { t } = useTranslation('tokens');
  if (token) return <KnownTokenPanel token={token} onClose={onClose} />;
  return <GonePanel title={t('panel.gone')} why={t('panel.goneWhy')} onClose={onClose} />;
}

function KnownTokenPanel({ token, onClose }: { token: Token; onClose: () => void }) {
  const { t } = useTranslation('tokens');
  return (
    <Panel title={token.name} sentence={useTokenSentence(token)} acts={token.state === 'live' && <RevokeAct token={token} />} onClose={onClose}>
      <PanelSection title={t('panel.may')}>
        <Permissions token={token} />
      </PanelSection>
      <PanelSection title={t('panel.reach')}>
        <Reach token={token} />
      </PanelSection>
      <TokenFacts token={token} />
    </Panel>
  );
}

function useTokenSentence({ state, expiresMs, revokedMs }: Token): string {
  const { t } = useTranslation('tokens');
  const { full } = useFormats();
  if (state === 'revoked') return t('panel.revoked', { time: full(revokedMs ?? 0) });
  if (state === 'expired') return t('panel.expired', { time: full(expiresMs ?? 0) });
  return expiresMs === null ? t('panel.live') : t('panel.liveUntil', { time: full(expiresMs) });
}

/** Revoking is at once; for ten minutes the message takes it back. */
function RevokeAct({ token: { id, name } }: { token: Token }) {
  const { t } = useTranslation(['tokens', 'common']);
  const { mutate, mutateAsync, isPending } = useChangeToken(withStepUp);
  const lost = useIsLost();
  const onError = (error: Error) => showToast({ text: t('failed', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
  const restore = () => mutate({ id, act: 'restore' }, { onSuccess: () => showToast({ text: t('done.restored', { name }) }), onError });
  const revoke = () => void tellOf(mutateAsync({ id, act: 'revoke' }), () => ({ text: t('done.revoked', { name }), undo: restore }), onError);
  return (
    <Button disabled={isPending || lost} onClick={revoke}>
      {t('panel.revoke')}
    </Button>
  );
}

function Permissions({ token: { permissions } }: { token: Token }) {
  const { t } = useTranslation('tokens');
  const inOrder = tokenPermissions.filter((permission) => permissions.includes(permission));
  const facts = permissionsByArea(inOrder).map(({ area, read, write }) => ({
    name: t(`area.${area}`),
    value: [read && t('verb.read'), write && t('verb.write')].filter(Boolean).join(', '),
  }));
  return <Facts facts={facts} />;
}

function Reach({ token: { objects } }: { token: Token }) {
  const { t } = useTranslation('tokens');
  if (objects === null) return <p>{t('wholeSite')}</p>;
  return (
    <>
      <ul className="plain">
        {objects.map(({ id, name }) => (
          <li key={id}>{name ?? t('objectGone', { id })}</li>
        ))}
      </ul>
      <p className="sm t3">{t('panel.reachNote')}</p>
    </>
  );
}

function TokenFacts({ token }: { token: Token }) {
  const { t } = useTranslation('tokens');
  const { full } = useFormats();
  const { usedMs, usedAddress, userName, createdMs, createdBy, ratePerSecond } = token;
  const facts = [
    { name: t('panel.used'), value: usedMs === null ? t('neverUsed') : t('panel.usedText', { time: full(usedMs), address: usedAddress ?? '' }) },
    { name: t('panel.userName'), value: userName },
    { name: t('panel.rate'), value: ratePerSecond === null ? t('rate.usual') : t('rate.perSecond', { count: ratePerSecond }) },
    { name: t('panel.made'), value: t('panel.madeText', { time: full(createdMs), name: createdBy }) },
  ];
  return (
    <PanelSection title={t('panel.about')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}
