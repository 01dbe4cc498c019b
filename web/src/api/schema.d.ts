// Generated from /api/openapi.json by "npm run api". Do not edit.

export interface paths {
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前登录 / The present session */
        get: operations["get_api_session"];
        put?: never;
        /** 登录 / Sign in */
        post: operations["post_api_session"];
        /** 退出 / Sign out */
        delete: operations["delete_api_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改密码，其他登录随即失效 / Change the password, which ends all other sessions */
        put: operations["put_api_session_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一次性链接的用途 / What a one-time link is for */
        get: operations["get_api_invitations_token"];
        put?: never;
        /** 用一次性链接设置密码并登录 / Use a one-time link: set the password and sign in */
        post: operations["post_api_invitations_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账号列表 / Accounts */
        get: operations["get_api_accounts"];
        put?: never;
        /** 新建账号，得到启用链接（只显示一次；重试会换成新链接） / Create an account and get its activation link, which is shown once: a retry gets a new link in its place */
        post: operations["post_api_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个账号 / One account */
        get: operations["get_api_accounts_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 改姓名，停用或恢复 / Change the name, suspend or restore */
        patch: operations["patch_api_accounts_id"];
        trace?: never;
    };
    "/api/accounts/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 新的启用或重置链接，取代尚未使用的旧链接 / A new link to activate or reset, in place of an earlier unused one */
        post: operations["post_api_accounts_id_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 任命 / Appoint to a post */
        post: operations["post_api_accounts_id_posts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 结束或恢复岗位；valid_to 为空表示不设期限 / End a post or reopen it; no valid_to means without end */
        patch: operations["patch_api_posts_id"];
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案定义的角色 / The roles of the plan */
        get: operations["get_api_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 操作记录 / The audit trail */
        get: operations["get_api_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 操作记录里人员和角色的名称 / Names of people and roles in the trail */
        get: operations["get_api_audit_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/accounts.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账号与岗位表 / Accounts and posts as a table */
        get: operations["get_api_exports_accounts_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 操作记录表，最近一万条 / The audit trail as a table, newest 10,000 */
        get: operations["get_api_exports_audit_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/accounts.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账号与岗位表 / Accounts and posts as a table */
        get: operations["get_api_exports_accounts_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/audit.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 操作记录表，最近一万条 / The audit trail as a table, newest 10,000 */
        get: operations["get_api_exports_audit_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案概况 / The plan */
        get: operations["get_api_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plan/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案版本 / Versions of the plan */
        get: operations["get_api_plan_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案看板：举措、任务、责任、单位 / The board: measures, tasks, shares, units */
        get: operations["get_api_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项任务 / One task */
        get: operations["get_api_tasks_number"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/measures/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一条举措 / One measure */
        get: operations["get_api_measures_number"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 责任单位 / Units */
        get: operations["get_api_units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个单位 / One unit */
        get: operations["get_api_units_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 指标承诺 / Commitments */
        get: operations["get_api_commitments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commitments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项指标承诺 / One commitment */
        get: operations["get_api_commitments_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案检查结果 / Findings of the check */
        get: operations["get_api_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 议事机构和席位 / Bodies and seats */
        get: operations["get_api_bodies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 两日之间的变化 / What changed between two days */
        get: operations["get_api_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的工作 / My work */
        get: operations["get_api_my_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-work/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的工作有多少件事要办 / How much there is to do in my work */
        get: operations["get_api_my_work_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 搜索（含拼音首字母） / Search, also by pinyin initials */
        post: operations["post_api_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份责任及其历史 / One share with its history */
        get: operations["get_api_shares_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录一步进展或凭文件调整 / Record a step of a share */
        post: operations["post_api_shares_id_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开进展 / Public progress */
        get: operations["get_api_public_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/tasks.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开进展表 / Public progress as a table */
        get: operations["get_api_public_tasks_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/tasks.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开进展表 / Public progress as a table */
        get: operations["get_api_public_tasks_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/tasks.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作任务台账（csv） / Tasks (csv) */
        get: operations["get_api_exports_tasks_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/tasks.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作任务台账（xlsx） / Tasks (xlsx) */
        get: operations["get_api_exports_tasks_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/shares.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 责任清单（csv） / Shares (csv) */
        get: operations["get_api_exports_shares_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/shares.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 责任清单（xlsx） / Shares (xlsx) */
        get: operations["get_api_exports_shares_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/measures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 举措清单（csv） / Measures (csv) */
        get: operations["get_api_exports_measures_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/measures.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 举措清单（xlsx） / Measures (xlsx) */
        get: operations["get_api_exports_measures_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/units.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 责任单位情况（csv） / Units (csv) */
        get: operations["get_api_exports_units_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/units.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 责任单位情况（xlsx） / Units (xlsx) */
        get: operations["get_api_exports_units_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/commitments.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 指标承诺（csv） / Commitments (csv) */
        get: operations["get_api_exports_commitments_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/commitments.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 指标承诺（xlsx） / Commitments (xlsx) */
        get: operations["get_api_exports_commitments_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/findings.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案检查结果（csv） / Findings (csv) */
        get: operations["get_api_exports_findings_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/findings.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案检查结果（xlsx） / Findings (xlsx) */
        get: operations["get_api_exports_findings_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/bodies.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 议事机构组成（csv） / Bodies and seats (csv) */
        get: operations["get_api_exports_bodies_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/bodies.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 议事机构组成（xlsx） / Bodies and seats (xlsx) */
        get: operations["get_api_exports_bodies_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/changes.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进展变化（csv） / Changes (csv) */
        get: operations["get_api_exports_changes_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/changes.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进展变化（xlsx） / Changes (xlsx) */
        get: operations["get_api_exports_changes_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变化通知（SSE） / Changes as server-sent events */
        get: operations["get_api_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 开始上传一个文件（最大 100 MB），随后分块发送 / Begin to bring a file of at most 100 MB; its parts follow */
        post: operations["post_api_uploads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 上传到哪里了；完成后是哪个文件 / How far an upload is, and its file */
        get: operations["get_api_uploads_id"];
        /** 发送一块（最大 4 MB），从 offset 起；断了就查一下再接着发 / Send a part of at most 4 MB from offset; after a break ask and go on */
        put: operations["put_api_uploads_id"];
        post?: never;
        /** 放弃上传 / Give an upload up */
        delete: operations["delete_api_uploads_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/page-pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** PDF 第一页的图片（供网页识别二维码），不保存 / The first page of a PDF as a picture, to find a code in; nothing is kept */
        post: operations["post_api_page_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载文件 / Download a file */
        get: operations["get_api_files_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个报告期：谁该报、报来了什么 / One period: who owes a report, and what came in */
        get: operations["get_api_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位该报的 / What the units of my posts owe */
        get: operations["get_api_my_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项责任一期的报告；还没有写的，按上期预填 / The report of a share on a period; prefilled if there is none yet */
        get: operations["get_api_shares_id_reports_period"];
        /** 保存报告草稿 / Save a report without submitting it */
        put: operations["put_api_shares_id_reports_period"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/letter.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 报送函（DOCX，可编辑），左上角二维码供盖章件归档 / The report as a letter (editable DOCX) whose code files the stamped copy */
        get: operations["get_api_shares_id_reports_period_letter_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 报送函二维码对应的报告 / The report that a letter's code names */
        get: operations["get_api_report_codes_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 节点 / Milestones of a share */
        get: operations["get_api_shares_id_milestones"];
        /** 设定节点 / Draw up the milestones of a share */
        put: operations["put_api_shares_id_milestones"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 报送 / Submit a report */
        post: operations["post_api_shares_id_reports_period_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 盖章件归档 / File the stamped copy */
        post: operations["post_api_shares_id_reports_period_scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 正在填写这份报告；还有谁也在填写 / I write in this report; who else does */
        put: operations["put_api_shares_id_reports_period_presence"];
        post?: never;
        /** 不再填写这份报告 / I no longer write in this report */
        delete: operations["delete_api_shares_id_reports_period_presence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-reports/no-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 本期无变化：一次报送一项或多项，全部成功或全部不报 / Nothing changed: one or many reports at once, all or none */
        post: operations["post_api_my_reports_no_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 收悉 / Acknowledge a report */
        post: operations["post_api_shares_id_reports_period_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/supplement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 商请补充：哪些内容、为什么 / Ask for a supplement: which cells and why */
        post: operations["post_api_shares_id_reports_period_supplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/reports/{period}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核实，此后不能再改 / Verify a report, which freezes it */
        post: operations["post_api_shares_id_reports_period_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 销号申请 / Applications for closing */
        get: operations["get_api_closings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项销号申请 / One application for closing */
        get: operations["get_api_closings_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请销号；牵头单位申请的是整项任务，其他责任单位征求意见 / Apply for closing; the lead applies for the task, the others are asked */
        post: operations["post_api_shares_id_closings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 对销号提出意见 / Give an opinion on a closing */
        post: operations["post_api_closings_id_opinions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核查 / Check a closing */
        post: operations["post_api_closings_id_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审批销号（另一人） / Approve a closing, as another person */
        post: operations["post_api_closings_id_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退回销号申请 / Return an application */
        post: operations["post_api_closings_id_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 分办：分给了谁、谁还没有回复 / A share handed down: who was asked, who is missing */
        get: operations["get_api_shares_id_parts"];
        /** 分办给科室和下属单位 / Hand a share down */
        put: operations["put_api_shares_id_parts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 分给本单位的 / What was handed down to the units of my posts */
        get: operations["get_api_my_parts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{id}/parts/{part}/answers/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 回复分办 / Answer for a part */
        put: operations["put_api_shares_id_parts_part_answers_period"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作交接：有未办结的责任而无人经办、或者即将无人经办的单位 / Units with open work and nobody for it, or soon nobody */
        get: operations["get_api_hand_overs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{number}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项任务的经过：报告、节点、调整、销号、函件、批示 / What happened to a task: reports, milestones, changes, closings, letters, instructions */
        get: operations["get_api_tasks_number_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 台账目录 / The registers */
        get: operations["get_api_registers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 台账中待我办理的 / What waits for me in the registers */
        get: operations["get_api_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registers/{register}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个台账的声明 / What a register declares */
        get: operations["get_api_registers_register"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各校办学条件达标情况 / Schools and whether their conditions comply */
        get: operations["get_api_schools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一所学校的全部情况 / Everything about one school */
        get: operations["get_api_schools_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/programme-setting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 专业重复设置和陈旧专业 / Programmes that overlap or are out of date */
        get: operations["get_api_programme_setting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各台账的参数和生效的值 / Parameters of all registers with their values */
        get: operations["get_api_parameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parameters/{noun}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个参数的各期的值和来历 / A parameter with its values and history */
        get: operations["get_api_parameters_noun_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parameters/{noun}/{name}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 从某天起改一个参数 / Set a value of a parameter from a day on */
        post: operations["post_api_parameters_noun_name_values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parameters/{noun}/{name}/values/{from}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回设错的值 / Withdraw a value that was set by mistake */
        post: operations["post_api_parameters_noun_name_values_from_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 职业教育经费四条底线 / The four floors of money */
        get: operations["get_api_funding_floors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 四条底线表（csv） / The four floors as a table (csv) */
        get: operations["get_api_funding_floors_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 四条底线表（xlsx） / The four floors as a table (xlsx) */
        get: operations["get_api_funding_floors_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 四条底线函件，附 A3 表（DOCX，可编辑） / The four floors as a letter with a table on A3 (editable DOCX) */
        get: operations["get_api_funding_floors_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors/{year}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 对外公布一年的落实情况 / Release a year to the public */
        post: operations["post_api_funding_floors_year_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funding/floors/{year}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回已公布的一年 / Withdraw what was released of a year */
        post: operations["post_api_funding_floors_year_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/funding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 已公布的经费落实情况 / What of the money was released */
        get: operations["get_api_public_funding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 每一项数字承诺现在到哪里 / Every numeric commitment and its figure */
        get: operations["get_api_indicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项指标怎么算出来的 / A figure with its working */
        get: operations["get_api_indicators_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 数字背后的记录 / The records behind a figure */
        get: operations["get_api_indicators_id_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 试算：换一个参数或目标会怎样，不保存 / What would be under another parameter or target; saves nothing */
        post: operations["post_api_indicators_what_if"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/{id}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项指标每天留存的数 / The figures of an indicator kept by day */
        get: operations["get_api_indicators_id_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/data_quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 缺、迟、互相矛盾的数据 / What is missing, late or contradictory */
        get: operations["get_api_data_quality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 向社会公布的指标 / The figures that are released to the public */
        get: operations["get_api_public_indicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/indicators.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 向社会公布的指标，CSV / The released figures as CSV */
        get: operations["get_api_public_indicators_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 填报任务和各期情况 / Collections and how their periods stand */
        get: operations["get_api_collections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我要填的表、待我审定的期次 / Forms I owe, periods I approve */
        get: operations["get_api_my_forms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各单位各期是否已报 / Periods by units: who is in, who is missing */
        get: operations["get_api_collections_noun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一期：各单位、合计、未报单位、异常数、审定、锁定和更正 / One period: units, sum, who is missing, what is unusual, approvals, lock and revisions */
        get: operations["get_api_collections_noun_period"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一张表：带出的数、上期和其他单位的数 / A form: what it begins with, and what its figures are compared with */
        get: operations["get_api_collections_noun_period_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/table.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 汇总表（csv） / The period as a table (csv) */
        get: operations["get_api_collections_noun_period_table_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/sheet.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 离线填报表，填好后导入（csv） / Forms to fill in offline, for an import (csv) */
        get: operations["get_api_collections_noun_period_sheet_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/table.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 汇总表（xlsx） / The period as a table (xlsx) */
        get: operations["get_api_collections_noun_period_table_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/sheet.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 离线填报表，填好后导入（xlsx） / Forms to fill in offline, for an import (xlsx) */
        get: operations["get_api_collections_noun_period_sheet_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/letter.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 填报表报送函（DOCX，可编辑），左上角二维码供盖章件归档 / The form as a letter (editable DOCX) whose code files the stamped copy */
        get: operations["get_api_collections_noun_period_letter_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/form-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 报送函二维码对应的填报表 / The form that a letter's code names */
        get: operations["get_api_form_codes_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/stamped-copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 填报表盖章件归档 / File the stamped copy of a form */
        post: operations["post_api_collections_noun_period_stamped_copy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/zero": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 零报告：填 0 并提交 / Zero report: filled in and handed in at once */
        post: operations["post_api_collections_noun_period_zero"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审定已报的，写明未报单位 / Approve what is in, naming the missing */
        post: operations["post_api_collections_noun_period_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 锁定，今天或到某一天 / Lock, now or on a day */
        post: operations["post_api_collections_noun_period_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 锁定后更正，留下修订 / Correct after the lock, as a revision */
        post: operations["post_api_collections_noun_period_corrections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collections/{noun}/{period}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 催报：每人每天一次 / Remind who is missing, each once a day */
        post: operations["post_api_collections_noun_period_remind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 起草中的方案 / Drafts */
        get: operations["get_api_drafts"];
        put?: never;
        /** 上传文件起草方案；请求体是文件本身，最大 20 MB / Draft from a file: the body is the file itself, at most 20 MB */
        post: operations["post_api_drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份草稿和它的事项 / One draft with its items */
        get: operations["get_api_drafts_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 草稿所据文件的文字 / The text a draft was made from */
        get: operations["get_api_drafts_id_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按现有决定成案后的检查和变化 / What the plan would be now: findings, changes */
        get: operations["get_api_drafts_id_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/plan.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 方案文件夹（ZIP） / The plan's folder as a ZIP */
        get: operations["get_api_drafts_id_plan_zip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 接受或去掉若干事项 / Accept or reject items */
        post: operations["post_api_drafts_id_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 补一项 / Add an item */
        post: operations["post_api_drafts_id_items"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/items/{item}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更正一项 / Correct an item */
        post: operations["post_api_drafts_id_items_item_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/items/{item}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 拆成两项 / Split an item into two */
        post: operations["post_api_drafts_id_items_item_split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/items/{item}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 把另一项并入 / Merge another item into it */
        post: operations["post_api_drafts_id_items_item_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/items/{item}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销最近一次操作 / Take its last action back */
        post: operations["post_api_drafts_id_items_item_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 放弃草稿 / Discard a draft */
        post: operations["post_api_drafts_id_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drafts/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 成案：同一方案载入新版本，否则存为文件夹并可启用 / Make the plan: a new version of the same one, otherwise a folder that can be put into use */
        post: operations["post_api_drafts_id_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的提醒 / My notices */
        get: operations["get_api_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标记已读 / Mark notices as read */
        post: operations["post_api_notices_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/undelivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 没有送达的提醒 / Notices that could not be delivered */
        get: operations["get_api_notices_undelivered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/undelivered/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新发送没有送达的提醒 / Try again what could not be delivered */
        post: operations["post_api_notices_undelivered_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notice-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的提醒设置 / How I am told */
        get: operations["get_api_notice_settings"];
        /** 修改提醒设置 / Change how I am told */
        put: operations["put_api_notice_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的日历订阅地址 / My calendar addresses */
        get: operations["get_api_calendar_feeds"];
        put?: never;
        /** 新建日历订阅地址 / Make a calendar address */
        post: operations["post_api_calendar_feeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar-feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 撤销日历订阅地址 / Revoke a calendar address */
        delete: operations["delete_api_calendar_feeds_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/supervision/late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 逾期的单位和建议的函件 / Late units, and the letter to come */
        get: operations["get_api_supervision_late"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/supervision/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 按文字找函件和批示 / Find letters and instructions by text */
        post: operations["post_api_supervision_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 提醒函、督办函、通报 / Letters */
        get: operations["get_api_letters"];
        put?: never;
        /** 按实时数据起草函件 / Draft letters from what is late today */
        post: operations["post_api_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份函件 / One letter */
        get: operations["get_api_letters_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}/letter.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公文（DOCX，可编辑） / The letter as editable DOCX */
        get: operations["get_api_letters_id_letter_docx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改草稿 / Change the text of a draft */
        put: operations["put_api_letters_id_text"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 送签、退回、签发、作废 / Submit, send back, release or discard a letter */
        post: operations["post_api_letters_id_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 归入盖章件 / File the stamped copy of a released letter */
        post: operations["post_api_letters_id_scans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/letters/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载附件 / Download a file of it */
        get: operations["get_api_letters_id_files_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办事项：要求单位回复的 / What units have to answer */
        get: operations["get_api_demands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demands/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个督办事项及其经过 / One demand with its history */
        get: operations["get_api_demands_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demands/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 回复、退回、延期、办结、撤回 / Answer, send back, extend, settle or withdraw */
        post: operations["post_api_demands_id_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demands/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载附件 / Download a file of it */
        get: operations["get_api_demands_id_files_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 领导批示 / Leaders' instructions */
        get: operations["get_api_instructions"];
        put?: never;
        /** 登记批示并交办 / Register an instruction and assign it */
        post: operations["post_api_instructions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件批示 / One instruction */
        get: operations["get_api_instructions_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 补充交办 / Assign more */
        post: operations["post_api_instructions_id_assignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 办结或者撤回批示 / End an instruction: done or withdrawn */
        post: operations["post_api_instructions_id_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instructions/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载附件 / Download a file of it */
        get: operations["get_api_instructions_id_files_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 招生录取 / Admissions */
        get: operations["get_api_admissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一次招生录取：批次、规则、进度 / One admission: rounds, rules, progress */
        get: operations["get_api_admissions_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 招生计划 / Offers of seats */
        get: operations["get_api_admissions_id_offers"];
        put?: never;
        /** 填报一份招生计划 / Propose an offer */
        post: operations["post_api_admissions_id_offers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-offers/{id}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改招生计划 / Edit an offer */
        post: operations["post_api_admission_offers_id_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-offers/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 报送、批准、退回、撤销招生计划 / Submit, approve, give back or withdraw an offer */
        post: operations["post_api_admission_offers_id_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 考生和成绩的导入 / Imports of candidates and marks */
        get: operations["get_api_admissions_id_imports"];
        put?: never;
        /** 上传考生或成绩（CSV），另一人复核后写入 / Upload candidates or marks as CSV; a second person has them written */
        post: operations["post_api_admissions_id_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/eligibility-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 与台账核对考生资格，另一人复核后写入 / Compare the candidates with the register; a second person has it written */
        post: operations["post_api_admissions_id_eligibility_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-imports/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 复核导入：写入或退回 / Accept an import or reject it */
        post: operations["post_api_admission_imports_id_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 辖区考生，按考号分页 / Candidates in reach, by number */
        get: operations["get_api_admissions_id_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发放登录码（只显示一次，旧码和密码随即失效） / Give out codes, shown once; earlier codes and passwords end */
        post: operations["post_api_admissions_id_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/rounds/{round}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 冻结一个批次的录取数据；或按成立的复核更正 / Freeze the input of a round, or a correction of it */
        post: operations["post_api_admissions_id_rounds_round_runs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一次录取计算 / One run */
        get: operations["get_api_admission_runs_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 计算并独立验证 / Compute and verify */
        post: operations["post_api_admission_runs_id_allocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 由另一人公布 / Publish, by a second person */
        post: operations["post_api_admission_runs_id_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 作废未公布的计算 / Withdraw a run that is not published */
        post: operations["post_api_admission_runs_id_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核对冻结数据和结果是否被改动 / Whether input and result are as they were frozen */
        get: operations["get_api_admission_runs_id_integrity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-runs/{id}/texts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 冻结的数据（input）或结果（result），可用 zhijiao allocate 重算 / The frozen input or the result; zhijiao allocate computes it again */
        get: operations["get_api_admission_runs_id_texts_part"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admission-runs/{id}/cut-offs.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取最低分 / Cut-offs */
        get: operations["get_api_exports_admission_runs_id_cut_offs_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admission-runs/{id}/admitted.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取名册 / Who is admitted */
        get: operations["get_api_exports_admission_runs_id_admitted_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admissions/{id}/awards.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 获奖认定和免试推荐名单 / Certified awards */
        get: operations["get_api_exports_admissions_id_awards_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admissions/{id}/tracking.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取和报到名册 / Places and enrolment */
        get: operations["get_api_exports_admissions_id_tracking_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admission-runs/{id}/cut-offs.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取最低分 / Cut-offs */
        get: operations["get_api_exports_admission_runs_id_cut_offs_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admission-runs/{id}/admitted.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取名册 / Who is admitted */
        get: operations["get_api_exports_admission_runs_id_admitted_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admissions/{id}/awards.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 获奖认定和免试推荐名单 / Certified awards */
        get: operations["get_api_exports_admissions_id_awards_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/admissions/{id}/tracking.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取和报到名册 / Places and enrolment */
        get: operations["get_api_exports_admissions_id_tracking_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 测算：换计划和控制线，看职普比、空额和流向；不保存 / What other seats and lines would do; nothing is kept */
        post: operations["post_api_admissions_id_simulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 复核申请 / Appeals */
        get: operations["get_api_admissions_id_appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-appeals/{id}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 经办人提出处理意见 / Propose how to decide an appeal */
        post: operations["post_api_admission_appeals_id_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-appeals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 复核人同意或退回处理意见 / Agree with the proposal or send it back */
        post: operations["post_api_admission_appeals_id_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 获奖申报、公示和认定 / Contest awards */
        get: operations["get_api_admissions_id_awards"];
        put?: never;
        /** 申报一项获奖，附证书 / Put an award forward with its evidence */
        post: operations["post_api_admissions_id_awards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admission-awards/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 公示、登记异议、认定或不予认定 / Publicise, record an objection, certify or reject */
        post: operations["post_api_admission_awards_id_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admissions/{id}/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 录取和报到情况 / Who has a place and who came */
        get: operations["get_api_admissions_id_tracking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开：批次、数据摘要、录取最低分 / For everybody: rounds, hashes, cut-offs */
        get: operations["get_api_public_admissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 考生登录；第一次用登录码并设密码 / A candidate signs in; the first time with a code, choosing a password */
        post: operations["post_api_candidate_session"];
        /** 考生退出 / A candidate signs out */
        delete: operations["delete_api_candidate_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 考生本人的志愿、结果和复核 / A candidate's own preferences, results, appeals */
        get: operations["get_api_candidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/rounds/{round}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 保存志愿草稿 / Save a draft of preferences */
        put: operations["put_api_candidate_rounds_round_choices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/rounds/{round}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交志愿，得到回执 / Submit the preferences and get a receipt */
        post: operations["post_api_candidate_rounds_round_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/rounds/{round}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认或放弃录取资格 / Confirm or decline a place */
        post: operations["post_api_candidate_rounds_round_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidate/rounds/{round}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请复核 / Appeal */
        post: operations["post_api_candidate_rounds_round_appeals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口说明 / Description of the API */
        get: operations["get_api_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Text: {
            zh: string;
            en: string;
        };
        PostView: {
            id: string;
            /** Format: int64 */
            version: number;
            account: string;
            unit: string;
            unit_name: components["schemas"]["Text"];
            role: string;
            role_title: components["schemas"]["Text"];
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
            acting: boolean;
            current: boolean;
        };
        SessionView: {
            signed_in: boolean;
            account: string;
            name: string;
            display_name: string;
            posts: components["schemas"]["PostView"][];
            permissions: string[];
            expires_at: string;
        };
        SignIn: {
            name: string;
            password: string;
        };
        PasswordChange: {
            old_password: string;
            new_password: string;
        };
        /** @enum {string} */
        InvitationPurpose: "create_administrator" | "activate" | "reset_password";
        InvitationView: {
            purpose: components["schemas"]["InvitationPurpose"];
            name: string;
            display_name: string;
            expires_at: string;
        };
        InvitationAnswer: {
            name?: string | null;
            display_name?: string | null;
            password: string;
        };
        /** @enum {string} */
        AccountState: "invited" | "active" | "suspended";
        AccountView: {
            id: string;
            /** Format: int64 */
            version: number;
            name: string;
            display_name: string;
            state: components["schemas"]["AccountState"];
            created_at: string;
            last_signed_in_at?: string | null;
            posts: components["schemas"]["PostView"][];
        };
        AccountList: {
            accounts: components["schemas"]["AccountView"][];
        };
        NewAccount: {
            name: string;
            display_name: string;
        };
        LinkView: {
            path: string;
            expires_at: string;
        };
        AccountWithLink: {
            account: components["schemas"]["AccountView"];
            link: components["schemas"]["LinkView"];
        };
        AccountChange: {
            display_name?: string | null;
            suspended?: boolean | null;
        };
        NewPost: {
            unit: string;
            role: string;
            /** Format: date */
            valid_from?: string | null;
            /** Format: date */
            valid_to?: string | null;
            acting?: boolean | null;
        };
        PostChange: {
            /** Format: date */
            valid_to?: string | null;
        };
        RoleView: {
            id: string;
            title: components["schemas"]["Text"];
            permissions: string[];
        };
        RoleList: {
            roles: components["schemas"]["RoleView"][];
        };
        AuditLine: {
            id: string;
            at: string;
            by: string;
            action: string;
            subject: string;
            detail: string;
            address: string;
        };
        AuditList: {
            entries: components["schemas"]["AuditLine"][];
            next?: string | null;
        };
        AuditPerson: {
            id: string;
            name: string;
        };
        AuditRole: {
            id: string;
            title: components["schemas"]["Text"];
        };
        AuditNames: {
            people: components["schemas"]["AuditPerson"][];
            roles: components["schemas"]["AuditRole"][];
        };
        PlanHead: {
            id: string;
            region: string;
            title: components["schemas"]["Text"];
            short_title: components["schemas"]["Text"];
            document_number: string;
            /** Format: date */
            signed_on: string;
            /** Format: date */
            formed_on: string;
            /** Format: date */
            published_on: string;
            /** Format: int64 */
            version: number;
            version_recorded_at: string;
        };
        Document: {
            number: string;
            issuer: string;
            /** Format: date */
            signed_on: string;
            /** Format: date */
            formed_on: string;
            /** Format: date */
            published_on: string;
            index_number: string;
            based_on: string[];
            remarks: components["schemas"]["Text"][];
        };
        /** @enum {string} */
        UnitKind: "province" | "city" | "county" | "park" | "department" | "party" | "association" | "school" | "college" | "education_group" | "enterprise";
        UnitRef: {
            id: string;
            name: components["schemas"]["Text"];
            short_name: components["schemas"]["Text"];
            kind: components["schemas"]["UnitKind"];
        };
        Goal: {
            id: string;
            text: components["schemas"]["Text"];
            commitments: string[];
        };
        Scope: {
            id: string;
            words: string[];
            units: string[];
            reading: components["schemas"]["Text"];
            settled: boolean;
        };
        PublicPage: {
            show_late: boolean;
            contact: components["schemas"]["Text"];
        };
        PlanView: {
            /** Format: date */
            as_of: string;
            plan: components["schemas"]["PlanHead"];
            document: components["schemas"]["Document"];
            issuer: components["schemas"]["UnitRef"];
            goals: components["schemas"]["Goal"][];
            scopes: components["schemas"]["Scope"][];
            public_page: components["schemas"]["PublicPage"];
        };
        PlanVersionLine: {
            /** Format: int64 */
            version: number;
            recorded_at: string;
            by: string;
            why: components["schemas"]["Text"];
            changes: components["schemas"]["Text"][];
        };
        PlanVersionList: {
            versions: components["schemas"]["PlanVersionLine"][];
        };
        StatusCounts: {
            /** Format: int32 */
            not_begun: number;
            /** Format: int32 */
            on_course: number;
            /** Format: int32 */
            due_soon: number;
            /** Format: int32 */
            late: number;
            /** Format: int32 */
            closed: number;
            /** Format: int32 */
            condition_pending: number;
            /** Format: int32 */
            extended: number;
            /** Format: int32 */
            routine: number;
            /** Format: int32 */
            ended: number;
        };
        Group: {
            /** Format: int32 */
            number: number;
            title: components["schemas"]["Text"];
        };
        /** @enum {string} */
        Coverage: "none" | "touched" | "part" | "whole";
        /** @enum {string} */
        Status: "not_begun" | "on_course" | "due_soon" | "late" | "closed" | "condition_pending" | "extended" | "routine" | "ended";
        /** @enum {string} */
        Covers: "main" | "touch";
        TaskLinkLine: {
            /** Format: int32 */
            number: number;
            title: components["schemas"]["Text"];
            status: components["schemas"]["Status"];
            overridden: boolean;
            covers: components["schemas"]["Covers"];
        };
        Source: {
            /** Format: int32 */
            measure?: number | null;
            /** Format: int32 */
            task?: number | null;
            section: string;
        };
        /** @enum {string} */
        Comparator: "at_least" | "at_most" | "equal" | "about" | "between" | "all";
        /** @enum {string} */
        Period: "once" | "each_month" | "each_quarter" | "each_half_year" | "each_year";
        CommitmentLine: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            written: components["schemas"]["Text"];
            comparator: components["schemas"]["Comparator"];
            /** Format: int64 */
            low?: number | null;
            /** Format: int64 */
            high?: number | null;
            /** Format: int32 */
            scale: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
            period: components["schemas"]["Period"];
            /** Format: date */
            due_on?: string | null;
            base: components["schemas"]["Text"];
            for_whom: components["schemas"]["Text"][];
            owner?: components["schemas"]["UnitRef"] | null;
            measured_by: components["schemas"]["Text"];
            definition_open: boolean;
            guide_value: boolean;
            aspiration: boolean;
            measured: boolean;
        };
        MeasureLine: {
            /** Format: int32 */
            number: number;
            /** Format: int32 */
            group: number;
            title: components["schemas"]["Text"];
            coverage: components["schemas"]["Coverage"];
            uncovered: components["schemas"]["Text"];
            tasks: components["schemas"]["TaskLinkLine"][];
            commitments: components["schemas"]["CommitmentLine"][];
        };
        MeasureLink: {
            /** Format: int32 */
            measure: number;
            covers: components["schemas"]["Covers"];
        };
        /** @enum {string} */
        Result: "number" | "document" | "list" | "standing";
        TaskLine: {
            /** Format: int32 */
            number: number;
            title: components["schemas"]["Text"];
            measures: components["schemas"]["MeasureLink"][];
            groups: number[];
            responsible_written: string;
            lead?: components["schemas"]["UnitRef"] | null;
            lead_presumed: boolean;
            lead_document: string;
            status: components["schemas"]["Status"];
            reason: components["schemas"]["Text"];
            /** Format: int32 */
            days_late: number;
            deadline_written: string;
            /** Format: date */
            due_on: string;
            /** Format: date */
            original_due_on: string;
            deadline_certain: boolean;
            results: components["schemas"]["Result"][];
            shares: components["schemas"]["StatusCounts"];
            /** Format: int32 */
            shares_total: number;
            overridden: boolean;
            commitments: string[];
        };
        /** @enum {string} */
        Role: "lead" | "presumed_lead" | "supporting";
        MilestoneMark: {
            title: string;
            /** Format: date */
            due_on: string;
            missed: boolean;
        };
        ShareLine: {
            id: string;
            /** Format: int64 */
            version: number;
            /** Format: int32 */
            task: number;
            task_title: components["schemas"]["Text"];
            measures: number[];
            unit: components["schemas"]["UnitRef"];
            role: components["schemas"]["Role"];
            through_scope: string;
            status: components["schemas"]["Status"];
            reason: components["schemas"]["Text"];
            /** Format: int32 */
            days_late: number;
            /** Format: date */
            due_on: string;
            /** Format: date */
            original_due_on: string;
            /** Format: date */
            begun_on?: string | null;
            /** Format: date */
            closed_on?: string | null;
            /** Format: date */
            last_step_on?: string | null;
            document_number: string;
            inherited_from?: components["schemas"]["UnitRef"] | null;
            computed?: components["schemas"]["Status"] | null;
            milestone?: components["schemas"]["MilestoneMark"] | null;
            lead_document: string;
            mine: boolean;
        };
        UnitLine: {
            unit: components["schemas"]["UnitRef"];
            parent: string;
            /** Format: date */
            valid_to?: string | null;
            verified: boolean;
            /** Format: int32 */
            leads: number;
            shares: components["schemas"]["StatusCounts"];
            /** Format: int32 */
            shares_total: number;
            /** Format: int32 */
            load_rank: number;
            overloaded: boolean;
            mine: boolean;
        };
        Board: {
            /** Format: date */
            as_of: string;
            /** Format: date */
            today: string;
            recorded: boolean;
            plan: components["schemas"]["PlanHead"];
            task_counts: components["schemas"]["StatusCounts"];
            share_counts: components["schemas"]["StatusCounts"];
            groups: components["schemas"]["Group"][];
            measures: components["schemas"]["MeasureLine"][];
            tasks: components["schemas"]["TaskLine"][];
            shares: components["schemas"]["ShareLine"][];
            units: components["schemas"]["UnitLine"][];
        };
        Deadline: {
            written: string;
            /** Format: date */
            on: string;
            reading: components["schemas"]["Text"];
            certain: boolean;
        };
        Responsible: {
            unit: string;
            scope: string;
            written: string;
            role: components["schemas"]["Role"];
        };
        Condition: {
            text: components["schemas"]["Text"];
            part: components["schemas"]["Text"];
            decided_by: string;
            units: string[];
            /** Format: date */
            until?: string | null;
        };
        /** @enum {string} */
        Severity: "error" | "warning" | "note";
        Finding: {
            rule: string;
            severity: components["schemas"]["Severity"];
            title: components["schemas"]["Text"];
            detail: components["schemas"]["Text"];
            advice: components["schemas"]["Text"];
            measures: number[];
            tasks: number[];
            units: string[];
            commitments: string[];
            bodies: string[];
            link: string;
        };
        NextStep: {
            what: components["schemas"]["Text"];
            who: components["schemas"]["UnitRef"][];
        };
        TaskView: {
            /** Format: date */
            as_of: string;
            task: components["schemas"]["TaskLine"];
            text: components["schemas"]["Text"];
            deadline: components["schemas"]["Deadline"];
            responsible: components["schemas"]["Responsible"][];
            scopes: components["schemas"]["Scope"][];
            conditions: components["schemas"]["Condition"][];
            measures: components["schemas"]["MeasureLine"][];
            shares: components["schemas"]["ShareLine"][];
            commitments: components["schemas"]["CommitmentLine"][];
            findings: components["schemas"]["Finding"][];
            next: components["schemas"]["NextStep"];
            may_lead: string[];
        };
        Duty: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            period: components["schemas"]["Period"];
            /** Format: int32 */
            due_month: number;
            /** Format: int32 */
            due_day: number;
            units: string[];
            verified: boolean;
            note: components["schemas"]["Text"];
        };
        MeasureView: {
            /** Format: date */
            as_of: string;
            measure: components["schemas"]["MeasureLine"];
            group: components["schemas"]["Group"];
            text: components["schemas"]["Text"];
            tasks: components["schemas"]["TaskLine"][];
            duties: components["schemas"]["Duty"][];
            findings: components["schemas"]["Finding"][];
        };
        TreeEdge: {
            unit: string;
            under: string;
            /** Format: date */
            from?: string | null;
            /** Format: date */
            to?: string | null;
        };
        Tree: {
            id: string;
            title: components["schemas"]["Text"];
            edges: components["schemas"]["TreeEdge"][];
        };
        UnitList: {
            /** Format: date */
            as_of: string;
            units: components["schemas"]["UnitLine"][];
            trees: components["schemas"]["Tree"][];
        };
        FormerName: {
            name: components["schemas"]["Text"];
            /** Format: date */
            until: string;
        };
        Successor: {
            unit: string;
            /** Format: date */
            on: string;
        };
        Unit: {
            id: string;
            name: components["schemas"]["Text"];
            short_name: components["schemas"]["Text"];
            aliases: string[];
            kind: components["schemas"]["UnitKind"];
            division_code: string;
            credit_code: string;
            parent: string;
            /** Format: date */
            valid_from?: string | null;
            /** Format: date */
            valid_to?: string | null;
            former_names: components["schemas"]["FormerName"][];
            successors: components["schemas"]["Successor"][];
            verified: boolean;
            note: components["schemas"]["Text"];
        };
        TreePlace: {
            tree: string;
            title: components["schemas"]["Text"];
            under?: components["schemas"]["UnitRef"] | null;
            over: components["schemas"]["UnitRef"][];
        };
        QuarterLoad: {
            quarter: string;
            shares: components["schemas"]["StatusCounts"];
        };
        SeatLine: {
            body: string;
            body_title: components["schemas"]["Text"];
            title: components["schemas"]["Text"];
            position: components["schemas"]["Text"];
            incumbent: string;
        };
        UnitView: {
            /** Format: date */
            as_of: string;
            line: components["schemas"]["UnitLine"];
            unit: components["schemas"]["Unit"];
            path: components["schemas"]["UnitRef"][];
            children: components["schemas"]["UnitRef"][];
            trees: components["schemas"]["TreePlace"][];
            shares: components["schemas"]["ShareLine"][];
            load: components["schemas"]["QuarterLoad"][];
            seats: components["schemas"]["SeatLine"][];
            commitments: components["schemas"]["CommitmentLine"][];
            duties: components["schemas"]["Duty"][];
            findings: components["schemas"]["Finding"][];
        };
        CommitmentList: {
            /** Format: date */
            as_of: string;
            commitments: components["schemas"]["CommitmentLine"][];
        };
        Definition: {
            text: components["schemas"]["Text"];
            open: boolean;
            questions: components["schemas"]["Text"][];
            ruled_by: string;
            /** Format: date */
            ruled_on?: string | null;
        };
        CommitmentView: {
            /** Format: date */
            as_of: string;
            commitment: components["schemas"]["CommitmentLine"];
            definition: components["schemas"]["Definition"];
            ruled_by?: components["schemas"]["UnitRef"] | null;
            tasks: components["schemas"]["TaskLinkLine"][];
            findings: components["schemas"]["Finding"][];
        };
        FindingList: {
            /** Format: date */
            as_of: string;
            findings: components["schemas"]["Finding"][];
        };
        Incumbent: {
            name: string;
            /** Format: date */
            from?: string | null;
            /** Format: date */
            to?: string | null;
            source: components["schemas"]["Text"];
        };
        Seat: {
            id: string;
            title: components["schemas"]["Text"];
            unit: string;
            position: components["schemas"]["Text"];
            incumbents: components["schemas"]["Incumbent"][];
        };
        SeatView: {
            seat: components["schemas"]["Seat"];
            unit: components["schemas"]["UnitRef"];
            incumbent?: components["schemas"]["Incumbent"] | null;
        };
        BodyView: {
            id: string;
            title: components["schemas"]["Text"];
            source: string;
            office?: components["schemas"]["UnitRef"] | null;
            duties: components["schemas"]["Text"][];
            rules: components["schemas"]["Text"][];
            seats: components["schemas"]["SeatView"][];
            remark: components["schemas"]["Text"];
            findings: components["schemas"]["Finding"][];
        };
        BodyList: {
            /** Format: date */
            as_of: string;
            bodies: components["schemas"]["BodyView"][];
            duties: components["schemas"]["Duty"][];
        };
        /** @enum {string} */
        StepKind: "assign" | "revise" | "withdraw" | "begin" | "report" | "extend" | "meet_condition" | "turn_routine" | "end" | "close" | "reopen" | "await_condition" | "merge" | "split" | "reassign" | "override_status" | "lift_override" | "confirm_lead" | "yield_lead";
        StepView: {
            share: string;
            /** Format: int64 */
            version: number;
            /** Format: int32 */
            task: number;
            unit: components["schemas"]["UnitRef"];
            step: components["schemas"]["StepKind"];
            /** Format: date */
            effective_on: string;
            recorded_at: string;
            by: string;
            note: string;
            document_number: string;
            /** Format: date */
            document_on?: string | null;
            document_file: string;
            /** Format: date */
            due_on?: string | null;
            /** Format: int32 */
            into_task?: number | null;
            units: components["schemas"]["UnitRef"][];
            status: components["schemas"]["Status"];
            overridden: boolean;
        };
        ShareChange: {
            share: components["schemas"]["ShareLine"];
            before: components["schemas"]["Status"];
            steps: components["schemas"]["StepView"][];
        };
        ChangeList: {
            /** Format: date */
            since: string;
            /** Format: date */
            as_of: string;
            before: components["schemas"]["StatusCounts"];
            after: components["schemas"]["StatusCounts"];
            shares: components["schemas"]["ShareChange"][];
            versions: components["schemas"]["PlanVersionLine"][];
        };
        MyWork: {
            /** Format: date */
            today: string;
            units: components["schemas"]["UnitRef"][];
            late: components["schemas"]["ShareLine"][];
            due: components["schemas"]["ShareLine"][];
            waiting: components["schemas"]["ShareLine"][];
            rest: components["schemas"]["ShareLine"][];
            counts: components["schemas"]["StatusCounts"];
            /** Format: date */
            next_date?: string | null;
            duties: components["schemas"]["Duty"][];
        };
        WorkCount: {
            /** Format: int64 */
            count: number;
        };
        SearchQuery: {
            q: string;
        };
        /** @enum {string} */
        HitKind: "task" | "measure" | "unit" | "commitment" | "body";
        SearchHit: {
            kind: components["schemas"]["HitKind"];
            key: string;
            title: components["schemas"]["Text"];
            detail: components["schemas"]["Text"];
        };
        SearchResult: {
            hits: components["schemas"]["SearchHit"][];
        };
        ShareView: {
            /** Format: date */
            as_of: string;
            share: components["schemas"]["ShareLine"];
            steps: components["schemas"]["StepView"][];
            possible: components["schemas"]["StepKind"][];
        };
        NewStep: {
            step: components["schemas"]["StepKind"];
            /** Format: date */
            effective_on?: string | null;
            note?: string | null;
            document_number?: string | null;
            /** Format: date */
            document_on?: string | null;
            /** Format: date */
            due_on?: string | null;
            document_file?: string | null;
            into?: string | null;
            units?: string[] | null;
            status?: components["schemas"]["Status"] | null;
        };
        PublicMeasure: {
            /** Format: int32 */
            number: number;
            /** Format: int32 */
            group: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
        };
        PublicTask: {
            /** Format: int32 */
            number: number;
            title: components["schemas"]["Text"];
            responsible_written: string;
            deadline_written: string;
            /** Format: date */
            due_on: string;
            status: components["schemas"]["Status"];
            overridden: boolean;
            /** Format: int32 */
            shares_total: number;
            /** Format: int32 */
            shares_done: number;
            measures: number[];
        };
        PublicProgress: {
            /** Format: date */
            as_of: string;
            plan: components["schemas"]["PlanHead"];
            issuer: string;
            goals: components["schemas"]["Goal"][];
            groups: components["schemas"]["Group"][];
            measures: components["schemas"]["PublicMeasure"][];
            tasks: components["schemas"]["PublicTask"][];
            counts: components["schemas"]["StatusCounts"];
            contact: components["schemas"]["Text"];
            updated_at: string;
        };
        NewUpload: {
            name: string;
            /** Format: int64 */
            size_bytes: number;
            unit: string;
            register_name?: string | null;
        };
        FileLine: {
            id: string;
            name: string;
            media_type: string;
            /** Format: int64 */
            size_bytes: number;
            sha256: string;
            brought_by: string;
            at: string;
        };
        UploadView: {
            id: string;
            name: string;
            /** Format: int64 */
            size_bytes: number;
            /** Format: int64 */
            received_bytes: number;
            /** Format: int64 */
            part_bytes_max: number;
            file?: components["schemas"]["FileLine"] | null;
        };
        PeriodLine: {
            key: string;
            title: components["schemas"]["Text"];
            /** Format: date */
            due_on: string;
        };
        ReportCounts: {
            /** Format: int32 */
            asked: number;
            /** Format: int32 */
            missing: number;
            /** Format: int32 */
            submitted: number;
            /** Format: int32 */
            acknowledged: number;
            /** Format: int32 */
            supplement: number;
            /** Format: int32 */
            verified: number;
        };
        /** @enum {string} */
        ReportState: "draft" | "submitted" | "acknowledged" | "supplement" | "verified";
        Ask: {
            cells: string[];
            reason: string;
        };
        Progress: {
            /** Format: int32 */
            reached: number;
            /** Format: int32 */
            total: number;
        };
        ReportLine: {
            share: components["schemas"]["ShareLine"];
            period: string;
            period_title: components["schemas"]["Text"];
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            days_late: number;
            state?: components["schemas"]["ReportState"] | null;
            /** Format: int64 */
            version: number;
            no_change: boolean;
            /** Format: date */
            submitted_on?: string | null;
            by: string;
            excerpt: string;
            asked?: components["schemas"]["Ask"] | null;
            progress: components["schemas"]["Progress"];
        };
        ReportList: {
            /** Format: date */
            as_of: string;
            /** Format: date */
            today: string;
            period: components["schemas"]["PeriodLine"];
            periods: components["schemas"]["PeriodLine"][];
            counts: components["schemas"]["ReportCounts"];
            reviews: boolean;
            lines: components["schemas"]["ReportLine"][];
        };
        PeriodToReview: {
            period: components["schemas"]["PeriodLine"];
            /** Format: int32 */
            count: number;
        };
        MyReports: {
            /** Format: date */
            today: string;
            asked: components["schemas"]["PeriodLine"];
            next: components["schemas"]["PeriodLine"];
            returned: components["schemas"]["ReportLine"][];
            owed: components["schemas"]["ReportLine"][];
            submitted: components["schemas"]["ReportLine"][];
            review_in: components["schemas"]["PeriodToReview"][];
            /** Format: int32 */
            to_review: number;
        };
        Tick: {
            milestone: string;
            /** Format: date */
            on: string;
            note?: string | null;
        };
        Quantity: {
            milestone: string;
            /** Format: int64 */
            value: number;
        };
        SignOff: {
            who: string;
            /** Format: date */
            on?: string | null;
            file?: string | null;
        };
        ReportContent: {
            no_change: boolean;
            text: string;
            ticks: components["schemas"]["Tick"][];
            quantities: components["schemas"]["Quantity"][];
            files: string[];
            signed_off?: components["schemas"]["SignOff"] | null;
        };
        /** @enum {string} */
        MilestoneKind: "step" | "quantity" | "recurrence";
        /** @enum {string} */
        Stage: "other" | "drafting" | "consultation" | "co_signing" | "legality_review" | "deliberation" | "issue" | "document_number";
        /** @enum {string} */
        Rhythm: "month" | "quarter" | "half_year" | "year";
        Milestone: {
            id: string;
            kind: components["schemas"]["MilestoneKind"];
            stage: components["schemas"]["Stage"];
            title: string;
            /** Format: date */
            due_on?: string | null;
            /** Format: int64 */
            target?: number | null;
            unit_name?: string | null;
            every?: components["schemas"]["Rhythm"] | null;
        };
        UnitName: {
            id: string;
            name: components["schemas"]["Text"];
        };
        /** @enum {string} */
        Attainment: "met" | "unmet" | "unruled" | "unknown";
        CitedFigure: {
            indicator: string;
            commitment: string;
            title: components["schemas"]["Text"];
            about?: components["schemas"]["UnitName"] | null;
            period: string;
            /** Format: int64 */
            value?: number | null;
            /** Format: int64 */
            scale: number;
            shown: components["schemas"]["Text"];
            note: components["schemas"]["Text"];
            target: components["schemas"]["Text"];
            verdict: components["schemas"]["Attainment"];
            /** Format: date */
            on: string;
        };
        /** @enum {string} */
        ComparedWith: "nothing" | "previous_report" | "last_review";
        CellChange: {
            cell: string;
            title: components["schemas"]["Text"];
            before: components["schemas"]["Text"];
            after: components["schemas"]["Text"];
        };
        /** @enum {string} */
        ReportStep: "save" | "submit" | "acknowledge" | "ask" | "verify" | "file_scan";
        ReportHistoryLine: {
            step: components["schemas"]["ReportStep"];
            state: components["schemas"]["ReportState"];
            by: string;
            at: string;
        };
        ReportView: {
            line: components["schemas"]["ReportLine"];
            content: components["schemas"]["ReportContent"];
            files: components["schemas"]["FileLine"][];
            milestones: components["schemas"]["Milestone"][];
            figures: components["schemas"]["CitedFigure"][];
            compared_with: components["schemas"]["ComparedWith"];
            compared_title: components["schemas"]["Text"];
            changes: components["schemas"]["CellChange"][];
            history: components["schemas"]["ReportHistoryLine"][];
            history_more: boolean;
            possible: components["schemas"]["ReportStep"][];
            others_verify: components["schemas"]["Text"][];
        };
        CodedReport: {
            line: components["schemas"]["ReportLine"];
            changed_since: boolean;
            scan?: components["schemas"]["FileLine"] | null;
        };
        MilestoneList: {
            milestones: components["schemas"]["Milestone"][];
            for_all: boolean;
        };
        MilestonesView: {
            share: components["schemas"]["ShareLine"];
            /** Format: int64 */
            version: number;
            list: components["schemas"]["MilestoneList"];
            drawn_up_by?: components["schemas"]["UnitRef"] | null;
            proposed: components["schemas"]["Milestone"][];
            document: components["schemas"]["Milestone"][];
            progress?: components["schemas"]["Progress"] | null;
            may_edit: boolean;
            may_set_for_all: boolean;
        };
        FiledScan: {
            file: string;
        };
        PresenceView: {
            others: string[];
        };
        ReportOfShare: {
            share: string;
            /** Format: int64 */
            version: number;
        };
        NoChange: {
            period: string;
            reports: components["schemas"]["ReportOfShare"][];
        };
        /** @enum {string} */
        ClosingState: "applied" | "checked" | "closed" | "returned";
        /** @enum {string} */
        ClosingStep: "apply" | "opine" | "check" | "approve" | "send_back" | "ask_successor";
        ClosingLine: {
            id: string;
            /** Format: int64 */
            version: number;
            share: string;
            /** Format: int32 */
            task: number;
            task_title: components["schemas"]["Text"];
            unit: components["schemas"]["UnitRef"];
            state: components["schemas"]["ClosingState"];
            /** Format: date */
            applied_on: string;
            applied_by: string;
            /** Format: date */
            opinions_due_on: string;
            /** Format: int32 */
            asked: number;
            /** Format: int32 */
            answered: number;
            possible: components["schemas"]["ClosingStep"][];
        };
        ClosingList: {
            /** Format: date */
            today: string;
            closings: components["schemas"]["ClosingLine"][];
        };
        /** @enum {string} */
        Standing: "waiting" | "agreed" | "objected" | "silent";
        AskedView: {
            share: string;
            unit: components["schemas"]["UnitRef"];
            standing: components["schemas"]["Standing"];
            text: string;
            by: string;
            /** Format: date */
            on?: string | null;
            on_behalf: boolean;
            mine: boolean;
            own: boolean;
        };
        ShareProgress: {
            share: string;
            unit: components["schemas"]["UnitRef"];
            /** Format: int32 */
            milestones: number;
            open: components["schemas"]["Milestone"][];
            verified?: components["schemas"]["PeriodLine"] | null;
        };
        ClosingHistoryLine: {
            step: components["schemas"]["ClosingStep"];
            by: string;
            at: string;
            note: string;
        };
        ClosingView: {
            /** Format: date */
            today: string;
            line: components["schemas"]["ClosingLine"];
            text: string;
            files: components["schemas"]["FileLine"][];
            no_evidence: string;
            asked: components["schemas"]["AskedView"][];
            progress: components["schemas"]["ShareProgress"][];
            barred?: components["schemas"]["Text"] | null;
            closes: components["schemas"]["UnitRef"][];
            document_number: string;
            /** Format: date */
            document_on?: string | null;
            history: components["schemas"]["ClosingHistoryLine"][];
            next_roles: components["schemas"]["Text"][];
        };
        Application: {
            text: string;
            files: string[];
            no_evidence?: string | null;
        };
        /** @enum {string} */
        OpinionKind: "agree" | "object";
        NewOpinion: {
            share: string;
            kind: components["schemas"]["OpinionKind"];
            text: string;
        };
        ClosingCheck: {
            note: string;
        };
        Approval: {
            document_number: string;
            /** Format: date */
            document_on: string;
        };
        ClosingReturn: {
            reason: string;
        };
        Part: {
            id: string;
            unit?: string | null;
            section: string;
            what: string;
        };
        PartContent: {
            no_change: boolean;
            text: string;
            files: string[];
            quantities?: components["schemas"]["Quantity"][] | null;
        };
        PartLine: {
            part: components["schemas"]["Part"];
            name: components["schemas"]["Text"];
            /** Format: int64 */
            version: number;
            answer?: components["schemas"]["PartContent"] | null;
            files: components["schemas"]["FileLine"][];
            by: string;
            /** Format: date */
            on?: string | null;
            mine: boolean;
            before: components["schemas"]["Quantity"][];
        };
        SaidQuantity: {
            part: string;
            /** Format: int64 */
            value: number;
        };
        QuantitySum: {
            milestone: string;
            /** Format: int64 */
            sum: number;
            said: components["schemas"]["SaidQuantity"][];
            missing: string[];
            unsaid: string[];
        };
        PartsView: {
            share: components["schemas"]["ShareLine"];
            period: string;
            period_title: components["schemas"]["Text"];
            /** Format: date */
            due_on: string;
            /** Format: int64 */
            version: number;
            parts: components["schemas"]["PartLine"][];
            /** Format: int32 */
            missing: number;
            merged: string;
            quantities: components["schemas"]["Milestone"][];
            sums: components["schemas"]["QuantitySum"][];
            units: components["schemas"]["UnitRef"][];
            may_edit: boolean;
            removed: components["schemas"]["PartLine"][];
            no_answers?: components["schemas"]["Text"] | null;
        };
        MyPart: {
            share: components["schemas"]["ShareLine"];
            part: components["schemas"]["Part"];
            unit: components["schemas"]["UnitRef"];
            answered: boolean;
        };
        MyParts: {
            period: string;
            period_title: components["schemas"]["Text"];
            /** Format: date */
            due_on: string;
            parts: components["schemas"]["MyPart"][];
        };
        PartList: {
            parts: components["schemas"]["Part"][];
        };
        /** @enum {string} */
        Vacancy: "vacant" | "ending";
        Officer: {
            name: string;
            /** Format: date */
            since: string;
            /** Format: date */
            until?: string | null;
            acting: boolean;
        };
        HandOverLine: {
            unit: components["schemas"]["UnitRef"];
            vacancy: components["schemas"]["Vacancy"];
            /** Format: date */
            from?: string | null;
            /** Format: int32 */
            open_shares: number;
            /** Format: int32 */
            late_shares: number;
            tasks: number[];
            officers: components["schemas"]["Officer"][];
        };
        HandOverList: {
            /** Format: date */
            today: string;
            lines: components["schemas"]["HandOverLine"][];
        };
        /** @enum {string} */
        StreamKind: "report" | "milestones" | "change" | "closing" | "letter" | "instruction";
        /** @enum {string} */
        StreamStep: "changed" | "submitted" | "acknowledged" | "asked" | "verified" | "scan_filed" | "drawn_up" | "applied" | "agreed" | "objected" | "successor_asked" | "checked" | "approved" | "returned" | "sent" | "given" | "answered" | "sent_back" | "extended" | "settled" | "withdrawn";
        /** @enum {string} */
        LetterKind: "reminder" | "urge" | "circular";
        StreamLine: {
            id: string;
            kind: components["schemas"]["StreamKind"];
            step: components["schemas"]["StreamStep"];
            at: string;
            units: components["schemas"]["UnitRef"][];
            by: string;
            title: string;
            text: string;
            period: components["schemas"]["Text"];
            no_change: boolean;
            milestones: components["schemas"]["CellChange"][];
            letter?: components["schemas"]["LetterKind"] | null;
            document_number: string;
            /** Format: date */
            document_on?: string | null;
            /** Format: date */
            due_on?: string | null;
            change?: components["schemas"]["StepView"] | null;
            link: string;
        };
        TaskStream: {
            /** Format: date */
            as_of: string;
            units: components["schemas"]["UnitRef"][];
            lines: components["schemas"]["StreamLine"][];
            next?: string | null;
        };
        RegisterLine: {
            name: string;
            capability: string;
            title: components["schemas"]["Text"];
            description: components["schemas"]["Text"];
            may_create: boolean;
            people: boolean;
        };
        RegisterList: {
            registers: components["schemas"]["RegisterLine"][];
        };
        WaitingRecord: {
            id: string;
            label: string;
            /** Format: date */
            since: string;
            /** Format: date */
            due_on?: string | null;
            /** Format: int64 */
            days_left?: number | null;
            returned: string[];
            unit: components["schemas"]["Text"];
            about: string;
            by: string;
            return_comment?: string | null;
        };
        WaitingLine: {
            register_name: string;
            title: components["schemas"]["Text"];
            state: string;
            state_title: components["schemas"]["Text"];
            party?: components["schemas"]["Text"] | null;
            acting_as?: components["schemas"]["Text"] | null;
            /** Format: int64 */
            count: number;
            more: boolean;
            /** Format: int64 */
            late: number;
            /** Format: int64 */
            returned: number;
            /** Format: date */
            late_until?: string | null;
            first: components["schemas"]["WaitingRecord"][];
        };
        WaitingList: {
            waiting: components["schemas"]["WaitingLine"][];
        };
        FieldError: {
            field: string;
            message: components["schemas"]["Text"];
        };
        /** @enum {string} */
        ComplianceOutcome: "met" | "basic" | "unmet" | "unknown" | "exempt" | "no_data" | "unseen";
        /** @enum {string} */
        Verdict: "met" | "unmet" | "unknown";
        Amount: {
            /** Format: int64 */
            value: number;
            /** Format: int64 */
            scale: number;
            unit: string;
        };
        Need: {
            field: string;
            title: components["schemas"]["Text"];
            gap: components["schemas"]["Amount"];
        };
        IndicatorView: {
            id: string;
            title: components["schemas"]["Text"];
            verdict: components["schemas"]["Verdict"];
            judged: boolean;
            at_most: boolean;
            /** Format: int64 */
            value?: number | null;
            /** Format: int64 */
            threshold: number;
            /** Format: int64 */
            scale: number;
            unit: components["schemas"]["Text"];
            missing: components["schemas"]["Text"][];
            need?: components["schemas"]["Need"] | null;
            source: string;
            verified: boolean;
            /** Format: date */
            since?: string | null;
        };
        Compliance: {
            outcome: components["schemas"]["ComplianceOutcome"];
            why: components["schemas"]["Text"];
            standard: components["schemas"]["Text"];
            source: string;
            /** Format: int64 */
            year?: number | null;
            register_name: string;
            record: string;
            state: string;
            state_title: components["schemas"]["Text"];
            /** Format: date */
            judged_on: string;
            /** Format: int64 */
            judged: number;
            /** Format: int64 */
            passed: number;
            /** Format: int64 */
            basic_passes: number;
            basic_verified: boolean;
            indicators: components["schemas"]["IndicatorView"][];
            needs: components["schemas"]["Need"][];
        };
        SchoolLine: {
            unit: string;
            name: components["schemas"]["Text"];
            county: components["schemas"]["Text"];
            kind: components["schemas"]["Text"];
            /** Format: int64 */
            students?: number | null;
            compliance: components["schemas"]["Compliance"];
        };
        SchoolTable: {
            /** Format: date */
            as_of: string;
            schools: components["schemas"]["SchoolLine"][];
        };
        DualShare: {
            /** Format: int64 */
            recognised: number;
            /** Format: int64 */
            teachers: number;
        };
        Comparison: {
            field: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            reported: number;
            /** Format: int64 */
            counted: number;
        };
        OwnedState: {
            state: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            count: number;
            waits: boolean;
        };
        OwnedRegister: {
            name: string;
            capability: string;
            title: components["schemas"]["Text"];
            owner: string;
            /** Format: int64 */
            count: number;
            states: components["schemas"]["OwnedState"][];
            may_create: boolean;
        };
        SchoolPage: {
            /** Format: date */
            as_of: string;
            unit: string;
            name: components["schemas"]["Text"];
            county: components["schemas"]["Text"];
            record: string;
            compliance?: components["schemas"]["Compliance"] | null;
            dual?: components["schemas"]["DualShare"] | null;
            comparisons: components["schemas"]["Comparison"][];
            registers: components["schemas"]["OwnedRegister"][];
        };
        ParameterView: {
            name: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            value: number;
            unit: string;
            source: string;
            verified: boolean;
        };
        /** @enum {string} */
        SettingRule: "overlap" | "no_intake" | "not_in_catalogue";
        OfferView: {
            id: string;
            school: string;
            school_name: components["schemas"]["Text"];
            training_level: string;
            training_title: components["schemas"]["Text"];
            /** Format: int64 */
            seats?: number | null;
            /** Format: int64 */
            entrants?: number | null;
            /** Format: int64 */
            fill_percent?: number | null;
            rules: components["schemas"]["SettingRule"][];
        };
        ProgrammeView: {
            code: string;
            name: string;
            overlaps: boolean;
            offers: components["schemas"]["OfferView"][];
        };
        ProgrammeSetting: {
            /** Format: date */
            as_of: string;
            /** Format: int64 */
            year: number;
            parameters: components["schemas"]["ParameterView"][];
            sees_intake: boolean;
            /** Format: int64 */
            schools: number;
            /** Format: int64 */
            offers: number;
            shared: components["schemas"]["ProgrammeView"][];
            dated: components["schemas"]["ProgrammeView"][];
        };
        ValueChoice: {
            /** Format: int64 */
            value: number;
            title: components["schemas"]["Text"];
        };
        /** @enum {string} */
        ValueOrigin: "declared" | "set";
        DatedValue: {
            /** Format: date */
            from?: string | null;
            /** Format: int64 */
            value: number;
            source: string;
            verified: boolean;
            origin: components["schemas"]["ValueOrigin"];
            replaced: boolean;
            in_force: boolean;
            /** Format: int64 */
            version: number;
            comment: string;
            by: string;
            at: string;
        };
        /** @enum {string} */
        UseKind: "indicator" | "standard" | "rule" | "floors" | "programmes";
        ParameterUse: {
            kind: components["schemas"]["UseKind"];
            id: string;
            title: components["schemas"]["Text"];
        };
        DatedParameter: {
            noun: string;
            register_title: components["schemas"]["Text"];
            name: string;
            title: components["schemas"]["Text"];
            unit: string;
            choices: components["schemas"]["ValueChoice"][];
            /** Format: int64 */
            minimum: number;
            /** Format: int64 */
            maximum: number;
            values: components["schemas"]["DatedValue"][];
            uses: components["schemas"]["ParameterUse"][];
        };
        ParameterList: {
            /** Format: date */
            as_of: string;
            /** Format: date */
            today: string;
            may_set: boolean;
            parameters: components["schemas"]["DatedParameter"][];
        };
        ParameterEvent: {
            /** Format: date */
            from: string;
            /** Format: int64 */
            value: number;
            source: string;
            verified: boolean;
            comment: string;
            withdrawn: boolean;
            reason: string;
            backdated: boolean;
            by: string;
            at: string;
        };
        ParameterLine: {
            /** Format: date */
            as_of: string;
            /** Format: date */
            today: string;
            may_set: boolean;
            parameter: components["schemas"]["DatedParameter"];
            history: components["schemas"]["ParameterEvent"][];
        };
        NewParameterValue: {
            /** Format: date */
            from: string;
            /** Format: int64 */
            value: number;
            source: string;
            verified?: boolean | null;
            comment?: string | null;
        };
        ParameterWithdrawal: {
            reason: string;
        };
        FundingThreshold: {
            name: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            value: number;
            unit: string;
            source: string;
            verified: boolean;
            /** Format: date */
            since?: string | null;
        };
        RulingChoice: {
            /** Format: int64 */
            value: number;
            title: components["schemas"]["Text"];
        };
        RulingView: {
            name: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            value: number;
            /** Format: int64 */
            in_force: number;
            choices: components["schemas"]["RulingChoice"][];
            source: string;
            verified: boolean;
            /** Format: date */
            since?: string | null;
        };
        /** @enum {string} */
        FundingLevel: "city" | "county";
        PendingFunding: {
            record: string;
            period: string;
            state_title: components["schemas"]["Text"];
        };
        /** @enum {string} */
        Floor: "special" | "contest" | "waiver" | "surcharge";
        /** @enum {string} */
        FloorVerdict: "met" | "unmet" | "unknown";
        FundingAmounts: {
            /** Format: int64 */
            budgeted?: number | null;
            /** Format: int64 */
            issued?: number | null;
            /** Format: int64 */
            paid?: number | null;
        };
        /** @enum {string} */
        SurchargeBase: "available" | "collected";
        SurchargeShare: {
            base: components["schemas"]["SurchargeBase"];
            /** Format: int64 */
            base_fen?: number | null;
            /** Format: int64 */
            per_mille?: number | null;
        };
        FloorMeasured: {
            of: string;
            title: components["schemas"]["Text"];
            judged: boolean;
            amounts: components["schemas"]["FundingAmounts"];
            /** Format: int64 */
            counted_fen?: number | null;
            /** Format: int64 */
            floor_fen?: number | null;
            verdict: components["schemas"]["FloorVerdict"];
            /** Format: int64 */
            lacking_fen: number;
            missing: components["schemas"]["Text"][];
            shares: components["schemas"]["SurchargeShare"][];
            document: string;
        };
        FloorAlternative: {
            ruling: string;
            /** Format: int64 */
            value: number;
            title: components["schemas"]["Text"];
            verdict: components["schemas"]["FloorVerdict"];
            /** Format: int64 */
            lacking_fen: number;
        };
        FloorTestView: {
            floor: components["schemas"]["Floor"];
            verdict: components["schemas"]["FloorVerdict"];
            /** Format: int64 */
            lacking_fen: number;
            measured: components["schemas"]["FloorMeasured"][];
            footnotes: components["schemas"]["Text"][];
            alternatives: components["schemas"]["FloorAlternative"][];
        };
        FundingUnit: {
            unit: string;
            name: components["schemas"]["Text"];
            level: components["schemas"]["FundingLevel"];
            period: string;
            whole_year: boolean;
            record: string;
            state_title: components["schemas"]["Text"];
            reviewed: boolean;
            releasable: boolean;
            pending?: components["schemas"]["PendingFunding"] | null;
            tests: components["schemas"]["FloorTestView"][];
            /** Format: int64 */
            per_student_standard_fen?: number | null;
            per_student_document: string;
            explanation: string;
        };
        /** @enum {string} */
        FundingReleaseState: "released" | "withdrawn";
        FundingRelease: {
            /** Format: int64 */
            year: number;
            /** Format: int64 */
            version: number;
            state?: components["schemas"]["FundingReleaseState"] | null;
            /** Format: date */
            on?: string | null;
            by: string;
            reason: string;
        };
        FundingFloors: {
            /** Format: date */
            as_of: string;
            /** Format: int64 */
            year: number;
            years: number[];
            /** Format: date */
            judged_on: string;
            what_if: boolean;
            thresholds: components["schemas"]["FundingThreshold"][];
            rulings: components["schemas"]["RulingView"][];
            units: components["schemas"]["FundingUnit"][];
            release: components["schemas"]["FundingRelease"];
            may_release: boolean;
            release_seen: string;
        };
        FundingReleasing: {
            seen: string;
        };
        FundingWithdrawal: {
            reason: string;
        };
        PublicFundingUnit: {
            name: components["schemas"]["Text"];
            level: components["schemas"]["FundingLevel"];
            period: string;
            tests: components["schemas"]["FloorTestView"][];
        };
        PublicFundingYear: {
            /** Format: int64 */
            year: number;
            /** Format: date */
            released_on: string;
            thresholds: components["schemas"]["FundingThreshold"][];
            rulings: components["schemas"]["RulingView"][];
            units: components["schemas"]["PublicFundingUnit"][];
        };
        PublicFunding: {
            years: components["schemas"]["PublicFundingYear"][];
        };
        TargetView: {
            comparator: components["schemas"]["Comparator"];
            /** Format: int64 */
            low?: number | null;
            /** Format: int64 */
            high?: number | null;
            /** Format: int64 */
            scale: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
            written: components["schemas"]["Text"];
            /** Format: date */
            due_on?: string | null;
            period: components["schemas"]["Period"];
        };
        Gap: {
            reading: components["schemas"]["Text"];
            /** Format: int64 */
            amount: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
        };
        FigureView: {
            /** Format: int64 */
            value?: number | null;
            verdict: components["schemas"]["Attainment"];
            reason: components["schemas"]["Text"];
            /** Format: int64 */
            numerator: number;
            /** Format: int64 */
            denominator?: number | null;
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            incomplete: number;
            /** Format: date */
            newest_on?: string | null;
            gaps: components["schemas"]["Gap"][];
        };
        /** @enum {string} */
        Outlook: "likely" | "unlikely" | "open";
        ForecastView: {
            refused: components["schemas"]["Text"];
            /** Format: date */
            due_on?: string | null;
            /** Format: int64 */
            value?: number | null;
            /** Format: int64 */
            low?: number | null;
            /** Format: int64 */
            high?: number | null;
            outlook: components["schemas"]["Outlook"];
            /** Format: int64 */
            points: number;
            /** Format: date */
            from?: string | null;
            /** Format: date */
            to?: string | null;
            method: components["schemas"]["Text"];
        };
        PathPointView: {
            /** Format: date */
            on: string;
            /** Format: int64 */
            value: number;
        };
        /** @enum {string} */
        Freshness: "fresh" | "stale" | "never";
        IndicatorLine: {
            id: string;
            title: components["schemas"]["Text"];
            commitment: string;
            target: components["schemas"]["TargetView"];
            measured: boolean;
            missing: components["schemas"]["Text"];
            reported_by: components["schemas"]["Text"];
            each: boolean;
            unit: string;
            unit_name: components["schemas"]["Text"];
            /** Format: int64 */
            scale: number;
            period: string;
            figure?: components["schemas"]["FigureView"] | null;
            forecast?: components["schemas"]["ForecastView"] | null;
            path: components["schemas"]["PathPointView"][];
            freshness: components["schemas"]["Freshness"];
            guide_value: boolean;
            aspiration: boolean;
            definition_open: boolean;
            owner?: components["schemas"]["UnitName"] | null;
            lead?: components["schemas"]["UnitName"] | null;
            released: boolean;
        };
        IndicatorWall: {
            /** Format: date */
            as_of: string;
            /** Format: date */
            today: string;
            indicators: components["schemas"]["IndicatorLine"][];
        };
        IndicatorDefinition: {
            text: components["schemas"]["Text"];
            excluded: components["schemas"]["Text"];
            ruled_by?: components["schemas"]["UnitName"] | null;
            /** Format: date */
            ruled_on?: string | null;
            questions: components["schemas"]["Text"][];
        };
        ParameterInForce: {
            noun: string;
            name: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            value: number;
            unit: string;
            /** Format: date */
            from?: string | null;
            source: string;
            verified: boolean;
        };
        UnitFigure: {
            unit: components["schemas"]["UnitName"];
            figure: components["schemas"]["FigureView"];
            has_children: boolean;
        };
        TreeName: {
            id: string;
            title: components["schemas"]["Text"];
        };
        DimensionValue: {
            value: string;
            title: components["schemas"]["Text"];
            figure: components["schemas"]["FigureView"];
        };
        DimensionView: {
            name: string;
            title: components["schemas"]["Text"];
            values: components["schemas"]["DimensionValue"][];
        };
        PeriodFigure: {
            period: string;
            figure: components["schemas"]["FigureView"];
        };
        SourceRegister: {
            noun: string;
            title: components["schemas"]["Text"];
            readable: boolean;
        };
        IndicatorWorking: {
            /** Format: date */
            as_of: string;
            line: components["schemas"]["IndicatorLine"];
            formula: components["schemas"]["Text"];
            source: string;
            definition: components["schemas"]["IndicatorDefinition"];
            footnotes: components["schemas"]["Text"][];
            parameters: components["schemas"]["ParameterInForce"][];
            unit?: components["schemas"]["UnitName"] | null;
            unit_figure?: components["schemas"]["FigureView"] | null;
            withheld: components["schemas"]["Text"];
            units: components["schemas"]["UnitFigure"][];
            trees: components["schemas"]["TreeName"][];
            dimensions: components["schemas"]["DimensionView"][];
            periods: components["schemas"]["PeriodFigure"][];
            registers: components["schemas"]["SourceRegister"][];
            sql: string;
        };
        ContributionView: {
            noun: string;
            record: string;
            label: string;
            unit: components["schemas"]["UnitName"];
            /** Format: date */
            on_date?: string | null;
            /** Format: int64 */
            numerator?: number | null;
            /** Format: int64 */
            denominator?: number | null;
            entered_by: string;
            entered_at: string;
            /** Format: int64 */
            version: number;
        };
        ContributionList: {
            records: components["schemas"]["ContributionView"][];
            next: string;
        };
        TriedParameter: {
            noun: string;
            name: string;
            /** Format: int64 */
            value: number;
        };
        TriedTarget: {
            commitment: string;
            /** Format: int64 */
            value: number;
            /** Format: int64 */
            high?: number | null;
        };
        WhatIfQuestion: {
            /** Format: date */
            as_of?: string | null;
            parameters?: components["schemas"]["TriedParameter"][] | null;
            targets?: components["schemas"]["TriedTarget"][] | null;
        };
        WhatIfLine: {
            before: components["schemas"]["IndicatorLine"];
            after: components["schemas"]["IndicatorLine"];
        };
        WhatIf: {
            /** Format: date */
            as_of: string;
            lines: components["schemas"]["WhatIfLine"][];
            elsewhere: components["schemas"]["TriedParameter"][];
        };
        DayFigure: {
            /** Format: date */
            day: string;
            period: string;
            /** Format: int64 */
            value?: number | null;
            /** Format: int64 */
            scale: number;
            verdict: components["schemas"]["Attainment"];
            /** Format: int64 */
            numerator: number;
            /** Format: int64 */
            denominator?: number | null;
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            incomplete: number;
            /** Format: date */
            kept_on: string;
        };
        DaySeries: {
            id: string;
            unit: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            withheld: components["schemas"]["Text"];
            days: components["schemas"]["DayFigure"][];
        };
        /** @enum {string} */
        DataFault: "missing" | "late" | "contradictory" | "failed";
        DataFinding: {
            fault: components["schemas"]["DataFault"];
            indicator: string;
            title: components["schemas"]["Text"];
            what: components["schemas"]["Text"];
            unit?: components["schemas"]["UnitName"] | null;
            owed_by?: components["schemas"]["UnitName"] | null;
            link: string;
        };
        DataQuality: {
            /** Format: date */
            as_of: string;
            findings: components["schemas"]["DataFinding"][];
        };
        PublicIndicator: {
            id: string;
            title: components["schemas"]["Text"];
            written: components["schemas"]["Text"];
            definition: components["schemas"]["Text"];
            /** Format: int64 */
            value?: number | null;
            /** Format: int64 */
            of?: number | null;
            /** Format: int64 */
            scale: number;
            unit_name: components["schemas"]["Text"];
            period: string;
            verdict: components["schemas"]["Attainment"];
            /** Format: date */
            newest_on?: string | null;
            suppressed: boolean;
        };
        PublicIndicators: {
            /** Format: date */
            as_of: string;
            indicators: components["schemas"]["PublicIndicator"][];
        };
        RoundCounts: {
            /** Format: int32 */
            asked: number;
            /** Format: int32 */
            submitted: number;
            /** Format: int32 */
            approved: number;
            /** Format: int32 */
            owed: number;
            /** Format: int32 */
            late: number;
        };
        RoundLine: {
            period: string;
            title: components["schemas"]["Text"];
            /** Format: date */
            opens_on: string;
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            days_left: number;
            /** Format: date */
            locks_on?: string | null;
            locked: boolean;
            counts: components["schemas"]["RoundCounts"];
        };
        CollectionLine: {
            noun: string;
            capability: string;
            title: components["schemas"]["Text"];
            rounds: components["schemas"]["RoundLine"][];
        };
        CollectionList: {
            collections: components["schemas"]["CollectionLine"][];
        };
        AskedUnit: {
            id: string;
            name: components["schemas"]["Text"];
        };
        /** @enum {string} */
        SlotState: "missing" | "draft" | "returned" | "submitted" | "approved";
        FormLine: {
            noun: string;
            title: components["schemas"]["Text"];
            period: string;
            period_title: components["schemas"]["Text"];
            unit: components["schemas"]["AskedUnit"];
            part: string;
            part_title?: components["schemas"]["Text"] | null;
            state: components["schemas"]["SlotState"];
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            days_left: number;
            late: boolean;
            record?: string | null;
            /** Format: int64 */
            version?: number | null;
            may_report_zero: boolean;
        };
        ApprovalDue: {
            noun: string;
            title: components["schemas"]["Text"];
            period: string;
            period_title: components["schemas"]["Text"];
            /** Format: int32 */
            submitted: number;
            /** Format: int32 */
            owed: number;
        };
        MyForms: {
            forms: components["schemas"]["FormLine"][];
            recorded: components["schemas"]["FormLine"][];
            to_approve: components["schemas"]["ApprovalDue"][];
        };
        MatrixRow: {
            unit: components["schemas"]["AskedUnit"];
            part?: components["schemas"]["Text"] | null;
            parent?: components["schemas"]["AskedUnit"] | null;
            states: (components["schemas"]["SlotState"] | null)[];
            late: boolean[];
        };
        MatrixView: {
            noun: string;
            title: components["schemas"]["Text"];
            rounds: components["schemas"]["RoundLine"][];
            rows: components["schemas"]["MatrixRow"][];
        };
        FigureField: {
            name: string;
            title: components["schemas"]["Text"];
            unit: string;
            /** Format: int32 */
            scale: number;
        };
        /** @enum {string} */
        Against: "last" | "neighbours";
        Outlier: {
            field: string;
            against: components["schemas"]["Against"];
            /** Format: int64 */
            value: number;
            /** Format: int64 */
            reference: number;
            /** Format: int64 */
            percent?: number | null;
        };
        StampedCopy: {
            file: components["schemas"]["FileLine"];
            changed_since: boolean;
        };
        RoundSlot: {
            unit: components["schemas"]["AskedUnit"];
            part: string;
            part_title?: components["schemas"]["Text"] | null;
            parent?: components["schemas"]["AskedUnit"] | null;
            state: components["schemas"]["SlotState"];
            late: boolean;
            record?: string | null;
            /** Format: int64 */
            version?: number | null;
            /** Format: date */
            on?: string | null;
            figures: Record<string, never>;
            outliers: components["schemas"]["Outlier"][];
            explanation: string;
            stamped?: components["schemas"]["StampedCopy"] | null;
            may_fill: boolean;
        };
        RoundSum: {
            field: components["schemas"]["FigureField"];
            /** Format: int64 */
            total: number;
            /** Format: int32 */
            units: number;
        };
        ApprovalView: {
            unit: components["schemas"]["AskedUnit"];
            at: string;
            by: string;
            missing: components["schemas"]["AskedUnit"][];
            why: string;
        };
        RevisedField: {
            field: string;
            before: unknown;
            after: unknown;
        };
        RevisionView: {
            unit: components["schemas"]["AskedUnit"];
            part?: components["schemas"]["Text"] | null;
            record: string;
            /** Format: int64 */
            version: number;
            at: string;
            by: string;
            why: string;
            changes: components["schemas"]["RevisedField"][];
        };
        RoundMay: {
            approve: boolean;
            lock: boolean;
            correct: boolean;
            remind: boolean;
        };
        RoundView: {
            noun: string;
            title: components["schemas"]["Text"];
            round: components["schemas"]["RoundLine"];
            submit: string;
            approve: string;
            fields: components["schemas"]["FigureField"][];
            slots: components["schemas"]["RoundSlot"][];
            sums: components["schemas"]["RoundSum"][];
            missing: components["schemas"]["AskedUnit"][];
            approvals: components["schemas"]["ApprovalView"][];
            locked_by?: string | null;
            revisions: components["schemas"]["RevisionView"][];
            may: components["schemas"]["RoundMay"];
        };
        Prefilled: {
            field: string;
            origin: string;
            from: components["schemas"]["Text"];
        };
        ComparedField: {
            field: string;
            /** Format: int64 */
            last?: number | null;
            /** Format: int64 */
            median?: number | null;
            /** Format: int32 */
            last_percent: number;
            /** Format: int32 */
            neighbours_percent: number;
        };
        FormView: {
            line: components["schemas"]["FormLine"];
            values: Record<string, never>;
            prefilled: components["schemas"]["Prefilled"][];
            compared_with: components["schemas"]["Text"];
            compared: components["schemas"]["ComparedField"][];
            explain: string;
            locked: boolean;
            stamped?: components["schemas"]["StampedCopy"] | null;
        };
        CodedForm: {
            line: components["schemas"]["FormLine"];
            changed_since: boolean;
            stamped?: components["schemas"]["StampedCopy"] | null;
        };
        FiledCopy: {
            unit: string;
            part?: string | null;
            file: string;
            code?: string | null;
        };
        ZeroReport: {
            unit: string;
            part?: string | null;
            note?: string | null;
            confirmed?: boolean | null;
        };
        RoundApproval: {
            unit?: string | null;
            missing: string[];
            why?: string | null;
        };
        RoundLock: {
            /** Format: date */
            on?: string | null;
        };
        Correction: {
            record: string;
            values: Record<string, never>;
            why: string;
            confirmed?: boolean | null;
        };
        Reminded: {
            /** Format: int32 */
            units: number;
            /** Format: int32 */
            people: number;
        };
        /** @enum {string} */
        DraftState: "reading" | "review" | "finishing" | "failed" | "finished" | "discarded";
        /** @enum {string} */
        DocumentKind: "text" | "html" | "docx" | "pdf" | "scanned_pdf" | "ofd" | "legacy_office";
        DraftProgress: {
            /** Format: int32 */
            items: number;
            /** Format: int32 */
            undecided: number;
            /** Format: int32 */
            unsure: number;
            /** Format: int32 */
            accepted: number;
            /** Format: int32 */
            corrected: number;
            /** Format: int32 */
            rejected: number;
            /** Format: int32 */
            added: number;
        };
        DraftLine: {
            id: string;
            /** Format: int64 */
            version: number;
            state: components["schemas"]["DraftState"];
            file_name: string;
            file_kind?: components["schemas"]["DocumentKind"] | null;
            low_confidence: boolean;
            title: components["schemas"]["Text"];
            number: string;
            plan_id: string;
            made_at: string;
            made_by: string;
            changed_at: string;
            failure?: components["schemas"]["Text"] | null;
            progress: components["schemas"]["DraftProgress"];
        };
        DraftList: {
            drafts: components["schemas"]["DraftLine"][];
        };
        /** @enum {string} */
        ItemKind: "plan" | "goal" | "group" | "measure" | "task" | "commitment" | "unit" | "scope" | "body" | "duty";
        /** @enum {string} */
        ItemState: "undecided" | "accepted" | "corrected" | "rejected" | "added";
        PlanFile: {
            id: string;
            region: string;
            title: components["schemas"]["Text"];
            short_title: components["schemas"]["Text"];
            document: components["schemas"]["Document"];
        };
        Measure: {
            /** Format: int32 */
            number: number;
            /** Format: int32 */
            group: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
            uncovered: components["schemas"]["Text"];
        };
        Task: {
            /** Format: int32 */
            number: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
            measures: components["schemas"]["MeasureLink"][];
            responsible: components["schemas"]["Responsible"][];
            deadline: components["schemas"]["Deadline"];
            results: components["schemas"]["Result"][];
            conditions: components["schemas"]["Condition"][];
        };
        Commitment: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            comparator: components["schemas"]["Comparator"];
            /** Format: int64 */
            low?: number | null;
            /** Format: int64 */
            high?: number | null;
            /** Format: int32 */
            scale: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
            written: components["schemas"]["Text"];
            base: components["schemas"]["Text"];
            period: components["schemas"]["Period"];
            /** Format: date */
            due_on?: string | null;
            for_units: string[];
            owner: string;
            measured_by: components["schemas"]["Text"];
            definition: components["schemas"]["Definition"];
            guide_value: boolean;
            aspiration: boolean;
        };
        Body: {
            id: string;
            title: components["schemas"]["Text"];
            source: string;
            same_as: string;
            office: string;
            duties: components["schemas"]["Text"][];
            rules: components["schemas"]["Text"][];
            seats: components["schemas"]["Seat"][];
            remark: components["schemas"]["Text"];
        };
        DraftContent: {
            plan?: components["schemas"]["PlanFile"] | null;
            goal?: components["schemas"]["Goal"] | null;
            group?: components["schemas"]["Group"] | null;
            measure?: components["schemas"]["Measure"] | null;
            task?: components["schemas"]["Task"] | null;
            commitment?: components["schemas"]["Commitment"] | null;
            unit?: components["schemas"]["Unit"] | null;
            scope?: components["schemas"]["Scope"] | null;
            body?: components["schemas"]["Body"] | null;
            duty?: components["schemas"]["Duty"] | null;
        };
        TextSpan: {
            /** Format: int64 */
            begin: number;
            /** Format: int64 */
            end: number;
        };
        DraftFact: {
            field: string;
            spans: components["schemas"]["TextSpan"][];
            written: string;
            /** Format: int32 */
            confidence_percent: number;
            rule: string;
            why: components["schemas"]["Text"];
        };
        DraftItem: {
            id: string;
            /** Format: int64 */
            version: number;
            kind: components["schemas"]["ItemKind"];
            state: components["schemas"]["ItemState"];
            title: components["schemas"]["Text"];
            content: components["schemas"]["DraftContent"];
            spans: components["schemas"]["TextSpan"][];
            facts: components["schemas"]["DraftFact"][];
            /** Format: int32 */
            confidence_percent: number;
            only_if_accepted: boolean;
            merged_into: string;
            decided_by: string;
            decided_at: string;
            can_undo: boolean;
        };
        /** @enum {string} */
        DocumentPartKind: "navigation" | "register_card" | "notice" | "body" | "annex" | "repetition" | "page_furniture" | "blank";
        DocumentPart: {
            kind: components["schemas"]["DocumentPartKind"];
            span: components["schemas"]["TextSpan"];
            title: string;
        };
        DocumentFinding: {
            kind: string;
            spans: components["schemas"]["TextSpan"][];
            message: components["schemas"]["Text"];
        };
        NotUnderstood: {
            kind: string;
            spans: components["schemas"]["TextSpan"][];
            written: string;
            reason: components["schemas"]["Text"];
        };
        DraftChoice: {
            id: string;
            name: components["schemas"]["Text"];
        };
        DraftView: {
            draft: components["schemas"]["DraftLine"];
            items: components["schemas"]["DraftItem"][];
            parts: components["schemas"]["DocumentPart"][];
            findings: components["schemas"]["DocumentFinding"][];
            not_understood: components["schemas"]["NotUnderstood"][];
            remarks: components["schemas"]["Text"][];
            units: components["schemas"]["DraftChoice"][];
            scopes: components["schemas"]["DraftChoice"][];
        };
        DraftText: {
            text: string;
        };
        /** @enum {string} */
        DraftEffect: "new_version" | "first_plan" | "other_plan" | "other_region";
        /** @enum {string} */
        ChangeKind: "added" | "removed" | "changed";
        FieldChange: {
            field: string;
            before: components["schemas"]["Text"];
            after: components["schemas"]["Text"];
        };
        PlanChange: {
            kind: components["schemas"]["ChangeKind"];
            noun: string;
            noun_title: components["schemas"]["Text"];
            key: string;
            title: components["schemas"]["Text"];
            fields: components["schemas"]["FieldChange"][];
        };
        MovedTask: {
            /** Format: int32 */
            from: number;
            /** Format: int32 */
            to: number;
            title: components["schemas"]["Text"];
        };
        DraftCheck: {
            plan_id: string;
            effect: components["schemas"]["DraftEffect"];
            /** Format: int32 */
            undecided: number;
            faults: components["schemas"]["Text"][];
            findings: components["schemas"]["Finding"][];
            changes: components["schemas"]["PlanChange"][];
            moved: components["schemas"]["MovedTask"][];
            running_plan_id: string;
            running_plan_title: components["schemas"]["Text"];
        };
        DraftDecision: {
            item: string;
            /** Format: int64 */
            version: number;
            accept: boolean;
        };
        DraftDecisions: {
            decisions: components["schemas"]["DraftDecision"][];
        };
        ItemsChanged: {
            draft: components["schemas"]["DraftLine"];
            items: components["schemas"]["DraftItem"][];
        };
        NewDraftItem: {
            content: components["schemas"]["DraftContent"];
            spans?: components["schemas"]["TextSpan"][] | null;
        };
        DraftCorrection: {
            content: components["schemas"]["DraftContent"];
        };
        DraftSplit: {
            first: components["schemas"]["DraftContent"];
            second: components["schemas"]["DraftContent"];
        };
        DraftMerge: {
            other: string;
            /** Format: int64 */
            other_version: number;
            content: components["schemas"]["DraftContent"];
        };
        DraftFinish: {
            replace_running: boolean;
        };
        LoadOutcome: {
            /** Format: int64 */
            version: number;
            changed: boolean;
            /** Format: int32 */
            shares_added: number;
            /** Format: int32 */
            shares_revised: number;
            /** Format: int32 */
            shares_withdrawn: number;
            changes: components["schemas"]["Text"][];
        };
        DraftFinished: {
            plan_id: string;
            effect: components["schemas"]["DraftEffect"];
            load?: components["schemas"]["LoadOutcome"] | null;
            restarting: boolean;
            folder: string;
        };
        /** @enum {string} */
        Topic: "deadline_near" | "deadline_passed" | "letter_to_release" | "letter_returned" | "letter_released" | "instruction" | "answer_given" | "answer_returned" | "supplement_asked" | "record_returned" | "form_due" | "post_begun" | "unit_vacant" | "closing_asked" | "closing_to_check" | "closing_to_approve" | "closing_returned" | "closing_done" | "share_changed" | "part_given" | "reports_verified" | "records_waiting";
        NoticeView: {
            id: string;
            topic: components["schemas"]["Topic"];
            text: components["schemas"]["Text"];
            link: string;
            at: string;
            read: boolean;
        };
        NoticeList: {
            /** Format: int32 */
            unread: number;
            notices: components["schemas"]["NoticeView"][];
            next?: string | null;
        };
        NoticesRead: {
            ids?: string[] | null;
        };
        UnreadCount: {
            /** Format: int32 */
            unread: number;
        };
        /** @enum {string} */
        Channel: "mail" | "webhook";
        /** @enum {string} */
        DeliveryState: "waiting" | "sending" | "sent" | "unsure" | "given_up";
        UndeliveredLine: {
            channel: components["schemas"]["Channel"];
            state: components["schemas"]["DeliveryState"];
            failure: string;
            /** Format: int32 */
            notices: number;
            /** Format: int32 */
            people: number;
            since: string;
            next_at?: string | null;
        };
        Undelivered: {
            lines: components["schemas"]["UndeliveredLine"][];
        };
        RetryDelivery: {
            channel: components["schemas"]["Channel"];
        };
        /** @enum {string} */
        Pace: "at_once" | "daily" | "never";
        DeliveryHours: {
            pace: components["schemas"]["Pace"];
            /** Format: int32 */
            daily_hour: number;
            /** Format: int32 */
            quiet_from: number;
            /** Format: int32 */
            quiet_to: number;
        };
        NoticeSettings: {
            /** Format: int64 */
            version: number;
            email: string;
            hours: components["schemas"]["DeliveryHours"];
            mail_available: boolean;
            webhook_available: boolean;
        };
        NoticeSettingsChange: {
            email: string;
            hours: components["schemas"]["DeliveryHours"];
        };
        CalendarFeed: {
            id: string;
            title: string;
            created_at: string;
        };
        CalendarFeedList: {
            feeds: components["schemas"]["CalendarFeed"][];
        };
        NewCalendarFeed: {
            title: string;
        };
        CalendarFeedMade: {
            feed: components["schemas"]["CalendarFeed"];
            path: string;
        };
        LetterAdvice: {
            kind?: components["schemas"]["LetterKind"] | null;
            reason: components["schemas"]["Text"];
        };
        LateShare: {
            share: string;
            /** Format: int32 */
            task: number;
            task_title: components["schemas"]["Text"];
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            days_late: number;
            /** Format: date */
            last_step_on?: string | null;
            advice: components["schemas"]["LetterAdvice"];
        };
        LateUnit: {
            unit: components["schemas"]["UnitRef"];
            shares: components["schemas"]["LateShare"][];
        };
        LateUnits: {
            /** Format: date */
            today: string;
            units: components["schemas"]["LateUnit"][];
        };
        SupervisionSearch: {
            q: string;
        };
        /** @enum {string} */
        LetterState: "draft" | "submitted" | "released" | "discarded";
        LetterLine: {
            id: string;
            /** Format: int64 */
            version: number;
            kind: components["schemas"]["LetterKind"];
            state: components["schemas"]["LetterState"];
            title: string;
            number: string;
            units: components["schemas"]["UnitRef"][];
            /** Format: int32 */
            matters: number;
            /** Format: date */
            signed_on?: string | null;
            /** Format: date */
            reply_by?: string | null;
            /** Format: int32 */
            demands: number;
            /** Format: int32 */
            answered: number;
            by: string;
            own: boolean;
            sent_back: boolean;
        };
        /** @enum {string} */
        InstructionState: "open" | "done" | "withdrawn";
        /** @enum {string} */
        InstructionChannel: "written" | "meeting" | "telephone" | "other";
        InstructionLine: {
            id: string;
            /** Format: int64 */
            version: number;
            state: components["schemas"]["InstructionState"];
            said_by: string;
            channel: components["schemas"]["InstructionChannel"];
            words: string;
            /** Format: date */
            said_on: string;
            document_number: string;
            /** Format: int32 */
            demands: number;
            /** Format: int32 */
            settled: number;
            /** Format: date */
            due_on?: string | null;
            late: boolean;
            by: string;
        };
        SupervisionHits: {
            letters: components["schemas"]["LetterLine"][];
            instructions: components["schemas"]["InstructionLine"][];
        };
        LetterList: {
            letters: components["schemas"]["LetterLine"][];
            next?: string | null;
        };
        NewLetters: {
            kind: components["schemas"]["LetterKind"];
            units: string[];
            shares?: string[] | null;
            /** Format: date */
            reply_by?: string | null;
        };
        LettersMade: {
            letters: components["schemas"]["LetterLine"][];
        };
        /** @enum {string} */
        ParagraphLevel: "text" | "first" | "second";
        LetterParagraph: {
            level: components["schemas"]["ParagraphLevel"];
            text: string;
        };
        LetterText: {
            title: string;
            addressees: string;
            paragraphs: components["schemas"]["LetterParagraph"][];
            /** Format: date */
            reply_by?: string | null;
            copies_to: string;
            contact: string;
        };
        LateMatter: {
            share: string;
            unit: string;
            unit_name: string;
            /** Format: int32 */
            task: number;
            task_title: string;
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            days_late: number;
            /** Format: date */
            last_step_on?: string | null;
        };
        /** @enum {string} */
        LetterStep: "make" | "edit" | "submit" | "send_back" | "release" | "discard";
        /** @enum {string} */
        DemandSource: "letter" | "instruction";
        /** @enum {string} */
        DemandState: "waiting" | "answered" | "returned" | "settled" | "withdrawn";
        /** @enum {string} */
        DemandStep: "make" | "answer" | "send_back" | "extend" | "settle" | "withdraw";
        DemandLine: {
            id: string;
            /** Format: int64 */
            version: number;
            source_kind: components["schemas"]["DemandSource"];
            source: string;
            source_title: string;
            source_number: string;
            source_by: string;
            unit: components["schemas"]["UnitRef"];
            /** Format: int32 */
            task?: number | null;
            share: string;
            words: string;
            state: components["schemas"]["DemandState"];
            /** Format: date */
            due_on: string;
            /** Format: date */
            original_due_on: string;
            /** Format: int32 */
            days_left: number;
            late: boolean;
            answer: string;
            /** Format: date */
            answered_on?: string | null;
            files: components["schemas"]["FileLine"][];
            possible: components["schemas"]["DemandStep"][];
        };
        LetterHistory: {
            /** Format: int64 */
            version: number;
            step: components["schemas"]["LetterStep"];
            at: string;
            by: string;
            reason: string;
        };
        LetterView: {
            letter: components["schemas"]["LetterLine"];
            issuer: string;
            signature: string;
            text: components["schemas"]["LetterText"];
            matters: components["schemas"]["LateMatter"][];
            suggested_number: string;
            reason: string;
            possible: components["schemas"]["LetterStep"][];
            cannot_release?: components["schemas"]["Text"] | null;
            demands: components["schemas"]["DemandLine"][];
            history: components["schemas"]["LetterHistory"][];
            message: string;
            scans: components["schemas"]["FileLine"][];
            may_add_scan: boolean;
        };
        NewLetterStep: {
            step: components["schemas"]["LetterStep"];
            number?: string | null;
            /** Format: date */
            signed_on?: string | null;
            reason?: string | null;
        };
        NewScan: {
            file: string;
        };
        /** @enum {string} */
        DemandParty: "unit" | "office";
        DemandList: {
            /** Format: date */
            today: string;
            demands: components["schemas"]["DemandLine"][];
            next?: string | null;
        };
        DemandHistory: {
            /** Format: int64 */
            version: number;
            step: components["schemas"]["DemandStep"];
            at: string;
            by: string;
            text: string;
            /** Format: date */
            due_on: string;
            files: components["schemas"]["FileLine"][];
        };
        DemandView: {
            demand: components["schemas"]["DemandLine"];
            history: components["schemas"]["DemandHistory"][];
        };
        NewDemandStep: {
            step: components["schemas"]["DemandStep"];
            text?: string | null;
            /** Format: date */
            due_on?: string | null;
            files?: string[] | null;
        };
        InstructionList: {
            instructions: components["schemas"]["InstructionLine"][];
            next?: string | null;
        };
        NewAssignment: {
            unit: string;
            /** Format: int32 */
            task?: number | null;
            words?: string | null;
            /** Format: date */
            due_on: string;
        };
        NewInstruction: {
            said_by: string;
            channel: components["schemas"]["InstructionChannel"];
            words: string;
            /** Format: date */
            said_on: string;
            document_number?: string | null;
            assignments: components["schemas"]["NewAssignment"][];
            files?: string[] | null;
        };
        InstructionView: {
            instruction: components["schemas"]["InstructionLine"];
            result: string;
            demands: components["schemas"]["DemandLine"][];
            may_change: boolean;
            files: components["schemas"]["FileLine"][];
        };
        NewAssignments: {
            assignments: components["schemas"]["NewAssignment"][];
        };
        InstructionEnd: {
            withdrawn: boolean;
            result: string;
        };
        AdmissionLine: {
            id: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            rounds: number;
            /** Format: int64 */
            candidates: number;
        };
        AdmissionList: {
            admissions: components["schemas"]["AdmissionLine"][];
        };
        Enquiry: {
            office: components["schemas"]["Text"];
            phone: string;
            verified: boolean;
        };
        Subject: {
            id: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            max_mark?: number | null;
            from_awards: boolean;
        };
        Category: {
            id: string;
            title: components["schemas"]["Text"];
        };
        NamedUnit: {
            id: string;
            name: components["schemas"]["Text"];
        };
        /** @enum {string} */
        RoundPhase: "not_scheduled" | "before" | "open" | "closed" | "frozen" | "allocated" | "published";
        /** @enum {string} */
        RunState: "frozen" | "allocated" | "published" | "superseded" | "withdrawn";
        AdmissionRunLine: {
            id: string;
            /** Format: int64 */
            version: number;
            round: string;
            /** Format: int64 */
            sequence: number;
            state: components["schemas"]["RunState"];
            correction: boolean;
            input_sha256: string;
            commitment: string;
            random_source: components["schemas"]["Text"];
            verified: boolean;
            frozen_at: string;
            published_at: string;
        };
        AdmissionRoundView: {
            id: string;
            title: components["schemas"]["Text"];
            opens_at: string;
            closes_at: string;
            reply_by: string;
            appeal_by: string;
            /** Format: int64 */
            preferences_max: number;
            /** Format: int64 */
            programmes_max: number;
            supplementary: boolean;
            phase: components["schemas"]["RoundPhase"];
            /** Format: int64 */
            offers_waiting: number;
            /** Format: int64 */
            seats: number;
            /** Format: int64 */
            submitted: number;
            runs: components["schemas"]["AdmissionRunLine"][];
        };
        AdmissionRuleView: {
            subject: components["schemas"]["Text"];
            rule: components["schemas"]["Text"];
            from: string;
            source: components["schemas"]["Text"];
            verified: boolean;
        };
        AwardLevel: {
            id: string;
            title: components["schemas"]["Text"];
        };
        AdmissionMay: {
            offer: boolean;
            issue: boolean;
            prepare: boolean;
            confirm: boolean;
        };
        AdmissionView: {
            id: string;
            title: components["schemas"]["Text"];
            organiser: components["schemas"]["Text"];
            enquiry: components["schemas"]["Enquiry"];
            subjects: components["schemas"]["Subject"][];
            categories: components["schemas"]["Category"][];
            counties: components["schemas"]["NamedUnit"][];
            offering: components["schemas"]["NamedUnit"][];
            rounds: components["schemas"]["AdmissionRoundView"][];
            rules: components["schemas"]["AdmissionRuleView"][];
            unknown: components["schemas"]["Text"][];
            /** Format: int64 */
            candidates: number;
            /** Format: int64 */
            imports_waiting: number;
            /** Format: int64 */
            appeals_waiting: number;
            /** Format: int64 */
            awards_waiting: number;
            decided_by: components["schemas"]["Text"];
            imported_subjects: string[];
            award_levels: components["schemas"]["AwardLevel"][];
            owes_ratio: boolean;
            checks_eligibility: boolean;
            compares_with_register: boolean;
            may: components["schemas"]["AdmissionMay"];
        };
        /** @enum {string} */
        Sector: "general" | "vocational";
        OfferProgramme: {
            id: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            seats: number;
        };
        /** @enum {string} */
        OfferState: "draft" | "submitted" | "approved" | "withdrawn";
        /** @enum {string} */
        OfferStep: "submit" | "approve" | "give_back" | "withdraw";
        SeatOfferView: {
            id: string;
            /** Format: int64 */
            version: number;
            code: string;
            unit: string;
            unit_name: components["schemas"]["Text"];
            school: string;
            sector: components["schemas"]["Sector"];
            round: string;
            category: string;
            counties: string[];
            programmes: components["schemas"]["OfferProgramme"][];
            unused_to: string;
            /** Format: int64 */
            seats: number;
            state: components["schemas"]["OfferState"];
            proposed_by: string;
            comment: string;
            may: components["schemas"]["OfferStep"][];
            may_edit: boolean;
        };
        OfferList: {
            offers: components["schemas"]["SeatOfferView"][];
        };
        OfferGiven: {
            code: string;
            unit: string;
            school: string;
            sector: components["schemas"]["Sector"];
            round: string;
            category: string;
            counties: string[];
            programmes: components["schemas"]["OfferProgramme"][];
            unused_to?: string | null;
        };
        OfferStepGiven: {
            step: components["schemas"]["OfferStep"];
            comment: string;
        };
        /** @enum {string} */
        ImportKind: "candidates" | "marks" | "eligibility" | "results" | "enrolment";
        /** @enum {string} */
        AdmissionImportState: "waiting" | "accepted" | "applied" | "rejected";
        RowFault: {
            /** Format: int64 */
            row: number;
            reason: components["schemas"]["Text"];
        };
        AdmissionImportView: {
            id: string;
            /** Format: int64 */
            version: number;
            kind: components["schemas"]["ImportKind"];
            state: components["schemas"]["AdmissionImportState"];
            file_name: string;
            sha256: string;
            /** Format: int64 */
            rows: number;
            faults: components["schemas"]["RowFault"][];
            /** Format: int64 */
            faults_count: number;
            /** Format: int64 */
            added: number;
            /** Format: int64 */
            changed: number;
            /** Format: int64 */
            unchanged: number;
            /** Format: int64 */
            unknown: number;
            subjects: string[];
            uploaded_by: string;
            uploaded_at: string;
            decided_by: string;
            reason: string;
            may_decide: boolean;
        };
        AdmissionImportList: {
            imports: components["schemas"]["AdmissionImportView"][];
        };
        ImportDecision: {
            accept: boolean;
            reason: string;
        };
        /** @enum {string} */
        AccessState: "none" | "issued" | "in_use";
        /** @enum {string} */
        Eligibility: "unchecked" | "eligible" | "ineligible";
        CandidateLine: {
            number: string;
            name: string;
            county: components["schemas"]["Text"];
            school: string;
            has_marks: boolean;
            access: components["schemas"]["AccessState"];
            eligibility: components["schemas"]["Eligibility"];
        };
        CandidateList: {
            candidates: components["schemas"]["CandidateLine"][];
            next: string;
        };
        CodesAsked: {
            numbers: string[];
        };
        IssuedCode: {
            number: string;
            name: string;
            school: string;
            code: string;
        };
        IssuedCodes: {
            codes: components["schemas"]["IssuedCode"][];
        };
        FreezeGiven: {
            correction: boolean;
        };
        /** @enum {string} */
        TieRule: "lottery" | "admit_all" | "reject_all";
        CutOffView: {
            offer: string;
            school: string;
            sector?: components["schemas"]["Sector"] | null;
            /** Format: int64 */
            seats: number;
            /** Format: int64 */
            admitted: number;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            lowest_thousandths?: number | null;
            /** Format: int64 */
            lowest_position?: number | null;
        };
        IntakeView: {
            /** Format: int64 */
            vocational: number;
            /** Format: int64 */
            general: number;
            /** Format: int64 */
            share_permille: number;
            /** Format: int64 */
            owed_percent: number;
            holds: boolean;
            /** Format: int64 */
            short_total_fixed: number;
            /** Format: int64 */
            short_general_fixed: number;
        };
        PlaceChange: {
            number: string;
            name: string;
            before: components["schemas"]["Text"];
            after: components["schemas"]["Text"];
        };
        RunView: {
            run: components["schemas"]["AdmissionRunLine"];
            result_sha256: string;
            keep_offers: boolean;
            /** Format: int64 */
            candidates: number;
            /** Format: int64 */
            without_marks: number;
            /** Format: int64 */
            without_choices: number;
            /** Format: int64 */
            not_eligible: number;
            ties: components["schemas"]["TieRule"];
            random_value: string;
            program_version: string;
            frozen_by: string;
            allocated_by: string;
            published_by: string;
            reason: string;
            /** Format: int64 */
            admitted: number;
            cut_offs: components["schemas"]["CutOffView"][];
            intake: components["schemas"]["IntakeView"];
            changes: components["schemas"]["PlaceChange"][];
            may_allocate: boolean;
            may_publish: boolean;
            may_withdraw: boolean;
        };
        AllocateGiven: {
            random_value: string;
        };
        WithdrawGiven: {
            reason: string;
        };
        RunIntegrity: {
            input_matches: boolean;
            result_matches: boolean;
            computes_again: boolean;
            /** Format: int64 */
            marks_differ: number;
        };
        SimulatedSeats: {
            offer: string;
            programme: string;
            /** Format: int64 */
            seats: number;
        };
        SimulatedLine: {
            sector: components["schemas"]["Sector"];
            subject: string;
            mark: string;
        };
        SimulationGiven: {
            seats: components["schemas"]["SimulatedSeats"][];
            lines: components["schemas"]["SimulatedLine"][];
            assume: boolean;
        };
        SimulatedOfferView: {
            offer: string;
            school: string;
            sector: components["schemas"]["Sector"];
            /** Format: int64 */
            seats_before: number;
            /** Format: int64 */
            seats_after: number;
            /** Format: int64 */
            admitted_before: number;
            /** Format: int64 */
            admitted_after: number;
            /** Format: int64 */
            empty_after: number;
            /** Format: int64 */
            lowest_after?: number | null;
        };
        SimulatedMove: {
            from: string;
            to: string;
            /** Format: int64 */
            candidates: number;
        };
        SimulationView: {
            /** Format: int64 */
            candidates: number;
            /** Format: int64 */
            assumed: number;
            plan_before: components["schemas"]["IntakeView"];
            plan_after: components["schemas"]["IntakeView"];
            before: components["schemas"]["IntakeView"];
            after: components["schemas"]["IntakeView"];
            offers: components["schemas"]["SimulatedOfferView"][];
            moves: components["schemas"]["SimulatedMove"][];
        };
        /** @enum {string} */
        AppealState: "open" | "proposed" | "upheld" | "dismissed";
        SubjectMark: {
            subject: string;
            title: components["schemas"]["Text"];
            /** Format: int64 */
            thousandths: number;
        };
        AppealView: {
            id: string;
            /** Format: int64 */
            version: number;
            round: string;
            number: string;
            name: string;
            county: components["schemas"]["Text"];
            state: components["schemas"]["AppealState"];
            text: string;
            made_at: string;
            marks: components["schemas"]["SubjectMark"][];
            proposed: components["schemas"]["SubjectMark"][];
            proposes_to_uphold: boolean;
            answer: string;
            proposed_by: string;
            decided_by: string;
            corrected: boolean;
            may_propose: boolean;
            may_decide: boolean;
        };
        AppealList: {
            appeals: components["schemas"]["AppealView"][];
        };
        MarkGiven: {
            subject: string;
            mark: string;
        };
        AppealProposal: {
            uphold: boolean;
            answer: string;
            marks: components["schemas"]["MarkGiven"][];
        };
        AppealDecision: {
            agree: boolean;
        };
        /** @enum {string} */
        AwardState: "proposed" | "publicised" | "certified" | "rejected";
        AwardObjectionView: {
            at: string;
            by: string;
            text: string;
        };
        /** @enum {string} */
        AwardStep: "publicise" | "object" | "certify" | "reject";
        AwardView: {
            id: string;
            /** Format: int64 */
            version: number;
            number: string;
            name: string;
            school: string;
            level: components["schemas"]["Text"];
            contest: string;
            issuer: string;
            certificate_no: string;
            awarded_on: string;
            unit_name: components["schemas"]["Text"];
            files: components["schemas"]["FileLine"][];
            state: components["schemas"]["AwardState"];
            proposed_by: string;
            publicised_from: string;
            publicised_until: string;
            objections: components["schemas"]["AwardObjectionView"][];
            decided_by: string;
            comment: string;
            may: components["schemas"]["AwardStep"][];
        };
        AwardList: {
            awards: components["schemas"]["AwardView"][];
        };
        AwardGiven: {
            number: string;
            level: string;
            contest: string;
            issuer: string;
            certificate_no: string;
            awarded_on: string;
            unit: string;
            files: string[];
        };
        AwardStepGiven: {
            step: components["schemas"]["AwardStep"];
            comment: string;
        };
        EnrolmentLine: {
            name: string;
            /** Format: int64 */
            placed: number;
            /** Format: int64 */
            reported: number;
            /** Format: int64 */
            absent: number;
            /** Format: int64 */
            unknown: number;
        };
        TrackingView: {
            /** Format: int64 */
            candidates: number;
            /** Format: int64 */
            eligible: number;
            /** Format: int64 */
            ineligible: number;
            /** Format: int64 */
            awaiting_result: number;
            total: components["schemas"]["EnrolmentLine"];
            institutions: components["schemas"]["EnrolmentLine"][];
            schools: components["schemas"]["EnrolmentLine"][];
        };
        PublicRun: {
            round: components["schemas"]["Text"];
            state: components["schemas"]["RunState"];
            input_sha256: string;
            commitment: string;
            random_source: components["schemas"]["Text"];
            random_value: string;
            frozen_at: string;
            published_at: string;
            intact: boolean;
            cut_offs: components["schemas"]["CutOffView"][];
        };
        PublicAward: {
            name: string;
            school: string;
            level: components["schemas"]["Text"];
            contest: string;
            from: string;
            until: string;
        };
        PublicAdmission: {
            id: string;
            title: components["schemas"]["Text"];
            enquiry: components["schemas"]["Enquiry"];
            runs: components["schemas"]["PublicRun"][];
            awards: components["schemas"]["PublicAward"][];
        };
        PublicAdmissions: {
            admissions: components["schemas"]["PublicAdmission"][];
        };
        CandidateSignIn: {
            admission: string;
            number: string;
            secret: string;
            new_password?: string | null;
        };
        CandidateSession: {
            signed_in: boolean;
            choose_password: boolean;
        };
        CandidateOption: {
            code: string;
            school: string;
            sector?: components["schemas"]["Sector"] | null;
            programmes: components["schemas"]["OfferProgramme"][];
        };
        Choice: {
            offer: string;
            programmes: string[];
            adjustment: boolean;
        };
        CandidateChoices: {
            /** Format: int64 */
            version: number;
            draft: components["schemas"]["Choice"][];
            drafted_at: string;
            submitted?: components["schemas"]["Choice"][] | null;
            submitted_at: string;
            receipt: string;
        };
        CandidatePreference: {
            /** Format: int64 */
            number: number;
            school: string;
            reason: string;
            /** Format: int64 */
            places: number;
            /** Format: int64 */
            lowest_thousandths?: number | null;
            /** Format: int64 */
            lowest_position?: number | null;
            decided_by: components["schemas"]["Text"];
            sentence: components["schemas"]["Text"];
            programmes: components["schemas"]["Text"][];
        };
        /** @enum {string} */
        ReplyAnswer: "confirm" | "decline";
        CandidateResult: {
            admitted: boolean;
            sentence: components["schemas"]["Text"];
            /** Format: int64 */
            position: number;
            preferences: components["schemas"]["CandidatePreference"][];
            next_steps: components["schemas"]["Text"][];
            input_sha256: string;
            published_at: string;
            corrected: boolean;
            reply?: components["schemas"]["ReplyAnswer"] | null;
            may_reply: boolean;
            may_appeal: boolean;
        };
        CandidateRound: {
            id: string;
            title: components["schemas"]["Text"];
            opens_at: string;
            closes_at: string;
            reply_by: string;
            appeal_by: string;
            /** Format: int64 */
            preferences_max: number;
            /** Format: int64 */
            programmes_max: number;
            may_enter: boolean;
            why_not: components["schemas"]["Text"];
            options: components["schemas"]["CandidateOption"][];
            choices: components["schemas"]["CandidateChoices"];
            result?: components["schemas"]["CandidateResult"] | null;
        };
        CandidateAppeal: {
            round: string;
            state: components["schemas"]["AppealState"];
            text: string;
            made_at: string;
            answer: string;
        };
        CandidateAward: {
            level: components["schemas"]["Text"];
            contest: string;
            state: components["schemas"]["AwardState"];
            publicised_until: string;
            comment: string;
        };
        PlaceElsewhere: {
            institution: string;
            programme: string;
            round: string;
        };
        CandidateHome: {
            number: string;
            name: string;
            county: components["schemas"]["Text"];
            school: string;
            admission: components["schemas"]["Text"];
            enquiry: components["schemas"]["Enquiry"];
            marks: components["schemas"]["SubjectMark"][];
            code_issued_at: string;
            code_issued_by: string;
            rounds: components["schemas"]["CandidateRound"][];
            appeals: components["schemas"]["CandidateAppeal"][];
            decided_by: components["schemas"]["Text"];
            papers: components["schemas"]["Text"];
            checks_eligibility: boolean;
            eligibility: components["schemas"]["Eligibility"];
            eligibility_reason: string;
            awards: components["schemas"]["CandidateAward"][];
            elsewhere?: components["schemas"]["PlaceElsewhere"] | null;
        };
        ChoicesGiven: {
            choices: components["schemas"]["Choice"][];
        };
        ReplyGiven: {
            answer: components["schemas"]["ReplyAnswer"];
        };
        AppealGiven: {
            text: string;
        };
        ProblemView: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            text: components["schemas"]["Text"];
            request: string;
            errors?: components["schemas"]["FieldError"][] | null;
            /** @description The current row, if the change was based on an old one */
            current?: unknown;
        };
    };
    responses: {
        /** @description RFC 9457 */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemView"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_session_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_invitations_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_invitations_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAnswer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_accounts: {
        parameters: {
            query?: {
                q?: string;
                state?: components["schemas"]["AccountState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_accounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithLink"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_accounts_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    patch_api_accounts_id: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_accounts_id_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_accounts_id_posts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPost"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    patch_api_posts_id: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_audit: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                account?: string;
                area?: string;
                from?: string;
                to?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_audit_names: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditNames"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_accounts_csv: {
        parameters: {
            query?: {
                q?: string;
                state?: components["schemas"]["AccountState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_audit_csv: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                account?: string;
                area?: string;
                from?: string;
                to?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_accounts_xlsx: {
        parameters: {
            query?: {
                q?: string;
                state?: components["schemas"]["AccountState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_audit_xlsx: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                account?: string;
                area?: string;
                from?: string;
                to?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_plan: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_plan_versions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_board: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_tasks_number: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_measures_number: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_units: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_units_id: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_commitments: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_commitments_id: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_findings: {
        parameters: {
            query?: {
                as_of?: string;
                rule?: string;
                severity?: components["schemas"]["Severity"];
                measure?: number;
                task?: number;
                unit?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_bodies: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_changes: {
        parameters: {
            query?: {
                since?: string;
                as_of?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_my_work: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWork"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_my_work_count: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkCount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_shares_id: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_steps: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStep"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_progress: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicProgress"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_tasks_csv: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_tasks_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_tasks_csv: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_tasks_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_shares_csv: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_shares_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_measures_csv: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_measures_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
                q?: string;
                status?: string;
                unit?: string;
                kind?: string;
                measure?: number;
                group?: number;
                task?: number;
                quarter?: string;
                result?: string;
                lead?: boolean;
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_units_csv: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_units_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_commitments_csv: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_commitments_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_findings_csv: {
        parameters: {
            query?: {
                as_of?: string;
                rule?: string;
                severity?: components["schemas"]["Severity"];
                measure?: number;
                task?: number;
                unit?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_findings_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
                rule?: string;
                severity?: components["schemas"]["Severity"];
                measure?: number;
                task?: number;
                unit?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_bodies_csv: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_bodies_xlsx: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_changes_csv: {
        parameters: {
            query?: {
                since?: string;
                as_of?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_changes_xlsx: {
        parameters: {
            query?: {
                since?: string;
                as_of?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_uploads: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_uploads_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_uploads_id: {
        parameters: {
            query?: {
                offset?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_api_uploads_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_page_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_files_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_reports: {
        parameters: {
            query?: {
                period?: string;
                as_of?: string;
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_my_reports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyReports"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_shares_id_reports_period: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_shares_id_reports_period: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportContent"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_shares_id_reports_period_letter_docx: {
        parameters: {
            query?: {
                red_head?: boolean;
            };
            header?: never;
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_report_codes_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodedReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_shares_id_milestones: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestonesView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_shares_id_milestones: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MilestoneList"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestonesView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_reports_period_submit: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportContent"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_reports_period_scan: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiledScan"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_shares_id_reports_period_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_api_shares_id_reports_period_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_my_reports_no_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyReports"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_reports_period_acknowledge: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_reports_period_supplement: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_reports_period_verify: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_closings: {
        parameters: {
            query?: {
                task?: number;
                all?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_closings_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_shares_id_closings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Application"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_closings_id_opinions: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOpinion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_closings_id_check: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingCheck"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_closings_id_approve: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_closings_id_return: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingReturn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_shares_id_parts: {
        parameters: {
            query?: {
                period?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartsView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_shares_id_parts: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartList"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartsView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_my_parts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyParts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_shares_id_parts_part_answers_period: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                part: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartContent"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartsView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_hand_overs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_tasks_number_stream: {
        parameters: {
            query?: {
                kind?: components["schemas"]["StreamKind"];
                unit?: string;
                as_of?: string;
                before?: string;
            };
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskStream"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_registers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_waiting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_registers_register: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                register: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_schools: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolTable"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_schools_unit: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_programme_setting: {
        parameters: {
            query?: {
                year?: number;
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgrammeSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_parameters: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_parameters_noun_name: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                noun: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_parameters_noun_name_values: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewParameterValue"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_parameters_noun_name_values_from_withdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                name: string;
                from: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParameterWithdrawal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_funding_floors: {
        parameters: {
            query?: {
                year?: number;
                as_of?: string;
                judged_stage?: number;
                special_counts_transfers?: number;
                special_counts_contest?: number;
                special_counts_surcharge?: number;
                surcharge_denominator?: number;
                surcharge_judged?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundingFloors"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_funding_floors_csv: {
        parameters: {
            query?: {
                year?: number;
                as_of?: string;
                judged_stage?: number;
                special_counts_transfers?: number;
                special_counts_contest?: number;
                special_counts_surcharge?: number;
                surcharge_denominator?: number;
                surcharge_judged?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_funding_floors_xlsx: {
        parameters: {
            query?: {
                year?: number;
                as_of?: string;
                judged_stage?: number;
                special_counts_transfers?: number;
                special_counts_contest?: number;
                special_counts_surcharge?: number;
                surcharge_denominator?: number;
                surcharge_judged?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_funding_floors_docx: {
        parameters: {
            query?: {
                year?: number;
                as_of?: string;
                judged_stage?: number;
                special_counts_transfers?: number;
                special_counts_contest?: number;
                special_counts_surcharge?: number;
                surcharge_denominator?: number;
                surcharge_judged?: number;
                red_head?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_funding_floors_year_release: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                year: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FundingReleasing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundingRelease"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_funding_floors_year_withdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                year: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FundingWithdrawal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundingRelease"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_funding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicFunding"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_indicators: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorWall"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_indicators_id: {
        parameters: {
            query?: {
                as_of?: string;
                unit?: string;
                period?: string;
                tree?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorWorking"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_indicators_id_records: {
        parameters: {
            query?: {
                as_of?: string;
                unit?: string;
                period?: string;
                cursor?: string;
                tree?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_indicators_what_if: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhatIfQuestion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIf"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_indicators_id_days: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                unit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaySeries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_data_quality: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataQuality"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_indicators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicIndicators"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_indicators_csv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_my_forms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyForms"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatrixView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_form: {
        parameters: {
            query: {
                unit: string;
                part?: string;
            };
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_table_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_sheet_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_table_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_sheet_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_collections_noun_period_letter_docx: {
        parameters: {
            query: {
                unit: string;
                part?: string;
                red_head?: boolean;
            };
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_form_codes_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodedForm"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_stamped_copy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiledCopy"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodedForm"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_zero: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZeroReport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundApproval"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_lock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundLock"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_corrections: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Correction"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_collections_noun_period_remind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                noun: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminded"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts: {
        parameters: {
            query: {
                file_name: string;
            };
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_drafts_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_drafts_id_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_drafts_id_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_drafts_id_plan_zip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_decisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftDecisions"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_items: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDraftItem"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_items_item_correction: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftCorrection"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_items_item_split: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftSplit"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_items_item_merge: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftMerge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_items_item_undo: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsChanged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_discard: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_drafts_id_finish: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftFinish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftFinished"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_notices: {
        parameters: {
            query?: {
                unread?: boolean;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_notices_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticesRead"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_notices_undelivered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undelivered"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_notices_undelivered_retry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryDelivery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undelivered"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_notice_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_notice_settings: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeSettingsChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_calendar_feeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_calendar_feeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCalendarFeed"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_api_calendar_feeds_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_supervision_late: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateUnits"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_supervision_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisionSearch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionHits"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_letters: {
        parameters: {
            query?: {
                state?: components["schemas"]["LetterState"];
                kind?: components["schemas"]["LetterKind"];
                unit?: string;
                before?: string;
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_letters: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLetters"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LettersMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_letters_id: {
        parameters: {
            query?: {
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_letters_id_letter_docx: {
        parameters: {
            query?: {
                red_head?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_letters_id_text: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LetterText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_letters_id_steps: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLetterStep"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_letters_id_scans: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScan"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_letters_id_files_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_demands: {
        parameters: {
            query?: {
                open?: boolean;
                waits_for?: components["schemas"]["DemandParty"];
                mine?: boolean;
                unit?: string;
                task?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemandList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_demands_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemandView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_demands_id_steps: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDemandStep"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemandView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_demands_id_files_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_instructions: {
        parameters: {
            query?: {
                state?: components["schemas"]["InstructionState"];
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_instructions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInstruction"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_instructions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_instructions_id_assignments: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAssignments"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_instructions_id_end: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstructionEnd"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_instructions_id_files_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_offers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_offers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOfferView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_offers_id_edit: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOfferView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_offers_id_steps: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferStepGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOfferView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_imports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionImportList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_imports: {
        parameters: {
            query: {
                kind: components["schemas"]["ImportKind"];
                file_name: string;
                subjects?: string;
            };
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_eligibility_check: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_imports_id_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportDecision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionImportView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_candidates: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodesAsked"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCodes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_rounds_round_runs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezeGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admission_runs_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_runs_id_allocation: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocateGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_runs_id_publication: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_runs_id_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admission_runs_id_integrity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunIntegrity"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admission_runs_id_texts_part: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                part: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admission_runs_id_cut_offs_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admission_runs_id_admitted_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admissions_id_awards_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admissions_id_tracking_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admission_runs_id_cut_offs_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admission_runs_id_admitted_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admissions_id_awards_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_exports_admissions_id_tracking_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_simulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_appeals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_appeals_id_proposal: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealProposal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_appeals_id_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealDecision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_awards: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admissions_id_awards: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AwardGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_admission_awards_id_steps: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AwardStepGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_admissions_id_tracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_public_admissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicAdmissions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_candidate_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateSignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_api_candidate_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_candidate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateHome"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_candidate_rounds_round_choices: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoicesGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateChoices"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_candidate_rounds_round_submission: {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of the version to be changed */
                "If-Match": string;
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateChoices"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_candidate_rounds_round_reply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateHome"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_api_candidate_rounds_round_appeals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again is answered as the first time */
                "Idempotency-Key"?: string;
            };
            path: {
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealGiven"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateHome"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
