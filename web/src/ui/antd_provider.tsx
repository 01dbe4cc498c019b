import { StyleProvider, legacyLogicalPropertiesTransformer } from '@ant-design/cssinjs';
import ConfigProvider from 'antd/es/config-provider';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import theme from 'antd/es/theme';
import type { ReactNode } from 'react';
import { useSpeech } from './language';
import { useDark } from './theme';

const kNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const kFonts =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif';

/** Ant Design as we use it: our accent, compact rows, styles that old browsers understand. */
export default function AntdProvider({ children }: { children: ReactNode }) {
  const { language } = useSpeech();
  const dark = useDark();
  return (
    // Without high priority the styles need :where(), which Chrome 87 does not know.
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        csp={{ nonce: kNonce }}
        locale={language === 'en' ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
        theme={{
          algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: dark ? '#3fb0a8' : '#0f6b6b',
            colorLink: dark ? '#6cc9c2' : '#0f6b6b',
            colorError: dark ? '#ff8a80' : '#b3261e',
            colorTextPlaceholder: dark ? '#9aa5ac' : '#66717a',
            // As the fields of the page itself have it.
            colorBorder: dark ? '#4a575e' : '#b8c3c7',
            colorBgContainer: dark ? '#1b2226' : '#ffffff',
            colorBgElevated: dark ? '#232b30' : '#ffffff',
            colorTextLightSolid: dark ? '#08201f' : '#ffffff',
            fontFamily: kFonts,
            fontSize: 14,
            borderRadius: 4,
            controlHeight: 32,
            motionDurationMid: '0.1s',
            motionDurationSlow: '0.15s',
          },
        }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
