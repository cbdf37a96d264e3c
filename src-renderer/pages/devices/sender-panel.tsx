import { useTranslation } from 'react-i18next';

import type { UnknownSender } from '#contract/senders.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useIgnoring, useUnknownSenders } from '../../senders/sender-queries.ts';
import { shortReason, useSenderName } from '../../senders/sender-words.ts';
import { useNow } from '../../state/now.ts';

interface SenderPanelProps {
  senderKey: string;
  /** Make a device of it. */
  onAdopt: (key: string) => void;
  onDevice: (deviceId: string) => void;
  onClose: () => void;
}

/** One stranger: why it was not let in, what is known of it, what can be done. */
export function SenderPanel({ senderKey, onAdopt, onDevice, onClose }: SenderPanelProps) {
  const { t } = useTranslation('senders');
  const sender = useUnknownSenders().data?.senders.find(({ key }) => key === senderKey);
  const formats = useFormats();
  const nameOf = useSenderName();
  const nowMs = useNow();
  if (!sender) return <Panel title={t('title')} sentence={t('panel.gone')} onClose={onClose}>{null}</Panel>;
  const ignored = sender.ignoredUntilMs !== null && t('ignoredUntil', { time: formats.moment(sender.ignoredUntilMs, nowMs) });
  return (
    <Panel
      title={nameOf(sender)}
      sentence={`${t('panel.sentence', { age: formats.age(nowMs - sender.lastMs) })} ${ignored || ''}`}
      acts={<SenderActs sender={sender} onAdopt={onAdopt} onDevice={onDevice} />}
      onClose={onClose}
    >
      <PanelSection title={t('panel.why')}>
        <p>{t(`stranger.${shortReason(sender.kind)}`, { name: sender.userName ?? '', id: sender.askedId ?? '' })}</p>
        <p className="t2">{t('panel.stored')}</p>
      </PanelSection>
      <PanelSection title={t('panel.next')}>
        <p>{t(nextStep(sender), { name: sender.deviceName ?? '' })}</p>
      </PanelSection>
      <PanelSection title={t('panel.facts')}>
        <SenderFacts sender={sender} />
      </PanelSection>
    </Panel>
  );
}

function nextStep({ deviceId, kind }: UnknownSender) {
  if (deviceId !== null) return 'panel.nextDevice';
  switch (kind) {
    case 'unannounced':
      return 'panel.nextRegister';
    case 'wrong-bootstrap':
      return 'panel.nextBootstrap';
    case 'person':
      return 'panel.nextPerson';
    default:
      return 'panel.nextAdopt';
  }
}

/** An agent that registers itself gets its name and secret another way. */
function registersItself({ kind }: UnknownSender): boolean {
  return kind === 'unannounced' || kind === 'wrong-bootstrap';
}

function SenderActs({ sender, onAdopt, onDevice }: { sender: UnknownSender } & Pick<SenderPanelProps, 'onAdopt' | 'onDevice'>) {
  const { t } = useTranslation('senders');
  const { ignore, heed } = useIgnoring();
  const { deviceId, deviceName } = sender;
  if (useIsLost()) return null;
  return (
    <>
      {deviceId === null && !registersItself(sender) && (
        <Button kind="primary" onClick={() => onAdopt(sender.key)}>
          {t('panel.adopt')}
        </Button>
      )}
      {deviceId !== null && (
        <Button kind="primary" onClick={() => onDevice(deviceId)}>
          {t('panel.open', { name: deviceName ?? '' })}
        </Button>
      )}
      {sender.ignoredUntilMs === null ? (
        <Button onClick={() => ignore(sender)}>{t('panel.ignore')}</Button>
      ) : (
        <Button onClick={() => heed(sender)}>{t('panel.heed')}</Button>
      )}
    </>
  );
}

function SenderFacts({ sender }: { sender: UnknownSender }) {
  const { t } = useTranslation('senders');
  const formats = useFormats();
  const { address, local, userName, asked, count, firstMs, lastMs, deviceName } = sender;
  const facts = [
    { name: t('panel.address'), value: local ? `${address}, ${t('here')}` : address },
    { name: t('panel.name'), value: userName ?? t('noName') },
    ...(deviceName === null ? [] : [{ name: t('panel.looksLike'), value: deviceName }]),
    { name: t('panel.wanted'), value: t(`asked.${asked}`) },
    { name: t('panel.times'), value: formats.count(count) },
    { name: t('panel.first'), value: formats.full(firstMs) },
    { name: t('panel.last'), value: formats.full(lastMs) },
  ];
  return <Facts facts={facts} />;
}
