// Generated from /api/openapi.json by "npm run api". Do not edit.

export interface components {
    schemas: {
        AccountChange: {
            display_name?: string | null;
            suspended?: boolean | null;
        };
        AccountList: {
            accounts: components["schemas"]["AccountView"][];
        };
        AccountState: "invited" | "active" | "suspended";
        AccountView: {
            id: string;
            version: number;
            name: string;
            display_name: string;
            state: components["schemas"]["AccountState"];
            created_at: string;
            last_signed_in_at?: string | null;
            posts: components["schemas"]["PostView"][];
        };
        AccountWithLink: {
            account: components["schemas"]["AccountView"];
            link: components["schemas"]["LinkView"];
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
        Board: {
            as_of: string;
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
        BodyList: {
            as_of: string;
            bodies: components["schemas"]["BodyView"][];
            duties: components["schemas"]["Duty"][];
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
        ChangeList: {
            since: string;
            as_of: string;
            before: components["schemas"]["StatusCounts"];
            after: components["schemas"]["StatusCounts"];
            shares: components["schemas"]["ShareChange"][];
            versions: components["schemas"]["PlanVersionLine"][];
        };
        Commitment: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            comparator: components["schemas"]["Comparator"];
            low?: number | null;
            high?: number | null;
            scale: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
            written: components["schemas"]["Text"];
            base: components["schemas"]["Text"];
            period: components["schemas"]["Period"];
            due_on?: string | null;
            for_units: string[];
            owner: string;
            measured_by: components["schemas"]["Text"];
            definition: components["schemas"]["Definition"];
            guide_value: boolean;
            aspiration: boolean;
        };
        CommitmentLine: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            written: components["schemas"]["Text"];
            comparator: components["schemas"]["Comparator"];
            low?: number | null;
            high?: number | null;
            scale: number;
            unit: string;
            unit_name: components["schemas"]["Text"];
            period: components["schemas"]["Period"];
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
        CommitmentList: {
            as_of: string;
            commitments: components["schemas"]["CommitmentLine"][];
        };
        CommitmentView: {
            as_of: string;
            commitment: components["schemas"]["CommitmentLine"];
            definition: components["schemas"]["Definition"];
            ruled_by?: components["schemas"]["UnitRef"] | null;
            tasks: components["schemas"]["TaskLinkLine"][];
            findings: components["schemas"]["Finding"][];
        };
        Comparator: "at_least" | "at_most" | "equal" | "about" | "between" | "all";
        Condition: {
            text: components["schemas"]["Text"];
            decided_by: string;
            whole_task: boolean;
            units: string[];
            until?: string | null;
        };
        ConditionState: "none" | "pending" | "met";
        Coverage: "none" | "touched" | "part" | "whole";
        Covers: "main" | "touch";
        Deadline: {
            written: string;
            on: string;
            reading: components["schemas"]["Text"];
            certain: boolean;
        };
        Definition: {
            text: components["schemas"]["Text"];
            open: boolean;
            questions: components["schemas"]["Text"][];
            ruled_by: string;
            ruled_on?: string | null;
        };
        Document: {
            number: string;
            issuer: string;
            signed_on: string;
            formed_on: string;
            published_on: string;
            index_number: string;
            based_on: string[];
            remarks: components["schemas"]["Text"][];
        };
        Duty: {
            id: string;
            title: components["schemas"]["Text"];
            source: components["schemas"]["Source"];
            period: components["schemas"]["Period"];
            due_month: number;
            due_day: number;
            units: string[];
            verified: boolean;
            note: components["schemas"]["Text"];
        };
        FieldError: {
            field: string;
            message: components["schemas"]["Text"];
        };
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
        };
        FindingList: {
            as_of: string;
            findings: components["schemas"]["Finding"][];
        };
        FormerName: {
            name: components["schemas"]["Text"];
            until: string;
        };
        Goal: {
            id: string;
            text: components["schemas"]["Text"];
            commitments: string[];
        };
        Group: {
            number: number;
            title: components["schemas"]["Text"];
        };
        HitKind: "task" | "measure" | "unit" | "commitment" | "body";
        Incumbent: {
            name: string;
            from?: string | null;
            to?: string | null;
            source: components["schemas"]["Text"];
        };
        InvitationAnswer: {
            name?: string | null;
            display_name?: string | null;
            password: string;
        };
        InvitationPurpose: "create_administrator" | "activate" | "reset_password";
        InvitationView: {
            purpose: components["schemas"]["InvitationPurpose"];
            name: string;
            display_name: string;
            expires_at: string;
        };
        LinkView: {
            path: string;
            expires_at: string;
        };
        Measure: {
            number: number;
            group: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
            uncovered: components["schemas"]["Text"];
        };
        MeasureLine: {
            number: number;
            group: number;
            title: components["schemas"]["Text"];
            coverage: components["schemas"]["Coverage"];
            uncovered: components["schemas"]["Text"];
            tasks: components["schemas"]["TaskLinkLine"][];
            commitments: components["schemas"]["CommitmentLine"][];
        };
        MeasureLink: {
            measure: number;
            covers: components["schemas"]["Covers"];
        };
        MeasureView: {
            as_of: string;
            measure: components["schemas"]["MeasureLine"];
            group: components["schemas"]["Group"];
            text: components["schemas"]["Text"];
            tasks: components["schemas"]["TaskLine"][];
            duties: components["schemas"]["Duty"][];
            findings: components["schemas"]["Finding"][];
        };
        MyWork: {
            today: string;
            units: components["schemas"]["UnitRef"][];
            late: components["schemas"]["ShareLine"][];
            due: components["schemas"]["ShareLine"][];
            waiting: components["schemas"]["ShareLine"][];
            rest: components["schemas"]["ShareLine"][];
            counts: components["schemas"]["StatusCounts"];
            next_date?: string | null;
            duties: components["schemas"]["Duty"][];
        };
        NewAccount: {
            name: string;
            display_name: string;
        };
        NewPost: {
            unit: string;
            role: string;
            valid_from?: string | null;
            valid_to?: string | null;
            acting?: boolean | null;
        };
        NewStep: {
            step: components["schemas"]["StepKind"];
            effective_on?: string | null;
            note?: string | null;
            document_number?: string | null;
            document_on?: string | null;
            due_on?: string | null;
        };
        NextStep: {
            what: components["schemas"]["Text"];
            who: components["schemas"]["UnitRef"][];
        };
        PasswordChange: {
            old_password: string;
            new_password: string;
        };
        Period: "once" | "each_month" | "each_half_year" | "each_year";
        PlanHead: {
            id: string;
            region: string;
            title: components["schemas"]["Text"];
            short_title: components["schemas"]["Text"];
            document_number: string;
            signed_on: string;
            formed_on: string;
            published_on: string;
            version: number;
            version_recorded_at: string;
        };
        PlanVersionLine: {
            version: number;
            recorded_at: string;
            by: string;
            why: components["schemas"]["Text"];
            changes: components["schemas"]["Text"][];
        };
        PlanVersionList: {
            versions: components["schemas"]["PlanVersionLine"][];
        };
        PlanView: {
            as_of: string;
            plan: components["schemas"]["PlanHead"];
            document: components["schemas"]["Document"];
            issuer: components["schemas"]["UnitRef"];
            goals: components["schemas"]["Goal"][];
            scopes: components["schemas"]["Scope"][];
            public_page: components["schemas"]["PublicPage"];
        };
        PostChange: {
            valid_to?: string | null;
        };
        PostView: {
            id: string;
            version: number;
            account: string;
            unit: string;
            unit_name: components["schemas"]["Text"];
            role: string;
            role_title: components["schemas"]["Text"];
            valid_from: string;
            valid_to?: string | null;
            acting: boolean;
            current: boolean;
        };
        PublicMeasure: {
            number: number;
            group: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
        };
        PublicPage: {
            show_late: boolean;
            contact: components["schemas"]["Text"];
        };
        PublicProgress: {
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
        PublicTask: {
            number: number;
            title: components["schemas"]["Text"];
            responsible_written: string;
            deadline_written: string;
            due_on: string;
            status: components["schemas"]["Status"];
            shares_total: number;
            shares_done: number;
            measures: number[];
        };
        QuarterLoad: {
            quarter: string;
            shares: components["schemas"]["StatusCounts"];
        };
        Reach: "unit" | "subtree" | "everywhere";
        Responsible: {
            unit: string;
            scope: string;
            written: string;
            role: components["schemas"]["Role"];
        };
        Result: "number" | "document" | "list" | "standing";
        Role: "lead" | "presumed_lead" | "supporting";
        RoleList: {
            roles: components["schemas"]["RoleView"][];
        };
        RoleView: {
            id: string;
            title: components["schemas"]["Text"];
            permissions: string[];
        };
        Scope: {
            id: string;
            words: string[];
            units: string[];
            reading: components["schemas"]["Text"];
            settled: boolean;
        };
        SearchHit: {
            kind: components["schemas"]["HitKind"];
            key: string;
            title: components["schemas"]["Text"];
            detail: components["schemas"]["Text"];
        };
        SearchResult: {
            hits: components["schemas"]["SearchHit"][];
        };
        Seat: {
            id: string;
            title: components["schemas"]["Text"];
            unit: string;
            position: components["schemas"]["Text"];
            incumbents: components["schemas"]["Incumbent"][];
        };
        SeatLine: {
            body: string;
            body_title: components["schemas"]["Text"];
            title: components["schemas"]["Text"];
            position: components["schemas"]["Text"];
            incumbent: string;
        };
        SeatView: {
            seat: components["schemas"]["Seat"];
            unit: components["schemas"]["UnitRef"];
            incumbent?: components["schemas"]["Incumbent"] | null;
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
        Severity: "error" | "warning" | "note";
        ShareChange: {
            share: components["schemas"]["ShareLine"];
            before: components["schemas"]["Status"];
            steps: components["schemas"]["StepView"][];
        };
        ShareLine: {
            id: string;
            version: number;
            task: number;
            task_title: components["schemas"]["Text"];
            unit: components["schemas"]["UnitRef"];
            role: components["schemas"]["Role"];
            through_scope: string;
            status: components["schemas"]["Status"];
            reason: components["schemas"]["Text"];
            days_late: number;
            due_on: string;
            original_due_on: string;
            begun_on?: string | null;
            closed_on?: string | null;
            last_step_on?: string | null;
            document_number: string;
            inherited_from?: components["schemas"]["UnitRef"] | null;
            mine: boolean;
        };
        ShareState: "open" | "closed" | "routine" | "ended";
        ShareView: {
            as_of: string;
            share: components["schemas"]["ShareLine"];
            steps: components["schemas"]["StepView"][];
            possible: components["schemas"]["StepKind"][];
        };
        SignIn: {
            name: string;
            password: string;
        };
        Source: {
            measure?: number | null;
            task?: number | null;
            section: string;
        };
        Status: "not_begun" | "on_course" | "due_soon" | "late" | "closed" | "condition_pending" | "extended" | "routine" | "ended";
        StatusCounts: {
            not_begun: number;
            on_course: number;
            due_soon: number;
            late: number;
            closed: number;
            condition_pending: number;
            extended: number;
            routine: number;
            ended: number;
        };
        StepKind: "assign" | "revise" | "withdraw" | "begin" | "report" | "extend" | "meet_condition" | "turn_routine" | "end" | "close" | "reopen";
        StepView: {
            share: string;
            version: number;
            task: number;
            unit: components["schemas"]["UnitRef"];
            step: components["schemas"]["StepKind"];
            effective_on: string;
            recorded_at: string;
            by: string;
            note: string;
            document_number: string;
            document_on?: string | null;
            due_on?: string | null;
            status: components["schemas"]["Status"];
        };
        Successor: {
            unit: string;
            on: string;
        };
        Task: {
            number: number;
            title: components["schemas"]["Text"];
            text: components["schemas"]["Text"];
            measures: components["schemas"]["MeasureLink"][];
            responsible: components["schemas"]["Responsible"][];
            deadline: components["schemas"]["Deadline"];
            results: components["schemas"]["Result"][];
            condition?: components["schemas"]["Condition"] | null;
        };
        TaskLine: {
            number: number;
            title: components["schemas"]["Text"];
            measures: components["schemas"]["MeasureLink"][];
            groups: number[];
            responsible_written: string;
            lead?: components["schemas"]["UnitRef"] | null;
            lead_presumed: boolean;
            status: components["schemas"]["Status"];
            reason: components["schemas"]["Text"];
            days_late: number;
            deadline_written: string;
            due_on: string;
            original_due_on: string;
            deadline_certain: boolean;
            results: components["schemas"]["Result"][];
            shares: components["schemas"]["StatusCounts"];
            shares_total: number;
            commitments: string[];
        };
        TaskLinkLine: {
            number: number;
            title: components["schemas"]["Text"];
            status: components["schemas"]["Status"];
            covers: components["schemas"]["Covers"];
        };
        TaskView: {
            as_of: string;
            task: components["schemas"]["TaskLine"];
            text: components["schemas"]["Text"];
            deadline: components["schemas"]["Deadline"];
            responsible: components["schemas"]["Responsible"][];
            scopes: components["schemas"]["Scope"][];
            condition?: components["schemas"]["Condition"] | null;
            measures: components["schemas"]["MeasureLine"][];
            shares: components["schemas"]["ShareLine"][];
            commitments: components["schemas"]["CommitmentLine"][];
            steps: components["schemas"]["StepView"][];
            findings: components["schemas"]["Finding"][];
            next: components["schemas"]["NextStep"];
        };
        Text: {
            zh: string;
            en: string;
        };
        Tree: {
            id: string;
            title: components["schemas"]["Text"];
            edges: components["schemas"]["TreeEdge"][];
        };
        TreeEdge: {
            unit: string;
            under: string;
            from?: string | null;
            to?: string | null;
        };
        TreePlace: {
            tree: string;
            title: components["schemas"]["Text"];
            under?: components["schemas"]["UnitRef"] | null;
            over: components["schemas"]["UnitRef"][];
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
            valid_from?: string | null;
            valid_to?: string | null;
            former_names: components["schemas"]["FormerName"][];
            successors: components["schemas"]["Successor"][];
            verified: boolean;
            note: components["schemas"]["Text"];
        };
        UnitKind: "province" | "city" | "county" | "park" | "department" | "party" | "association" | "school" | "college" | "education_group";
        UnitLine: {
            unit: components["schemas"]["UnitRef"];
            parent: string;
            valid_to?: string | null;
            verified: boolean;
            leads: number;
            shares: components["schemas"]["StatusCounts"];
            shares_total: number;
            load_rank: number;
            overloaded: boolean;
            mine: boolean;
        };
        UnitList: {
            as_of: string;
            units: components["schemas"]["UnitLine"][];
            trees: components["schemas"]["Tree"][];
        };
        UnitRef: {
            id: string;
            name: components["schemas"]["Text"];
            short_name: components["schemas"]["Text"];
            kind: components["schemas"]["UnitKind"];
        };
        UnitView: {
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
        ProblemView: {
            type: string;
            title: string;
            status: number;
            detail: string;
            text: components["schemas"]["Text"];
            request: string;
            errors?: components["schemas"]["FieldError"][] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface paths {
    "/api/session": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        delete: {
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
    };
    "/api/session/password": {
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
    };
    "/api/invitations/{token}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationView"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvitationAnswer"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
    };
    "/api/public/progress": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicProgress"];
                    };
                };
            };
        };
    };
    "/api/accounts": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountList"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccount"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountWithLink"];
                    };
                };
            };
        };
    };
    "/api/accounts/{id}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountView"];
                    };
                };
            };
        };
        patch: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountView"];
                    };
                };
            };
        };
    };
    "/api/accounts/{id}/link": {
        post: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LinkView"];
                    };
                };
            };
        };
    };
    "/api/accounts/{id}/posts": {
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPost"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PostView"];
                    };
                };
            };
        };
    };
    "/api/posts/{id}": {
        patch: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PostView"];
                    };
                };
            };
        };
    };
    "/api/roles": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoleList"];
                    };
                };
            };
        };
    };
    "/api/audit": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditList"];
                    };
                };
            };
        };
    };
    "/api/plan": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanView"];
                    };
                };
            };
        };
    };
    "/api/plan/versions": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanVersionList"];
                    };
                };
            };
        };
    };
    "/api/board": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Board"];
                    };
                };
            };
        };
    };
    "/api/tasks/{number}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskView"];
                    };
                };
            };
        };
    };
    "/api/measures/{number}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeasureView"];
                    };
                };
            };
        };
    };
    "/api/units": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitList"];
                    };
                };
            };
        };
    };
    "/api/units/{id}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitView"];
                    };
                };
            };
        };
    };
    "/api/commitments": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommitmentList"];
                    };
                };
            };
        };
    };
    "/api/commitments/{id}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommitmentView"];
                    };
                };
            };
        };
    };
    "/api/bodies": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BodyList"];
                    };
                };
            };
        };
    };
    "/api/changes": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeList"];
                    };
                };
            };
        };
    };
    "/api/my-work": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MyWork"];
                    };
                };
            };
        };
    };
    "/api/search": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchResult"];
                    };
                };
            };
        };
    };
    "/api/shares/{id}": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ShareView"];
                    };
                };
            };
        };
    };
    "/api/findings": {
        get: {
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FindingList"];
                    };
                };
            };
        };
    };
}
