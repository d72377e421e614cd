/// What a timer of the site needs, filled in with this machine's paths.
struct DeploymentTexts {
    /// The program, the workspace, and the folders that a night may write, all absolute.
    let program: String
    let workspace: String
    let writable: [String]
    /// The account that the service runs as.
    let user: String
    /// `HH:MM`.
    let time: (hour: String, minute: String)

    /// A value of a unit file: a percent sign would be a specifier.
    private static func escaped(_ path: String) -> String { path.replacing("%", with: "%%") }

    /// One argument of `ExecStart`: in quotes, nothing expanded.
    private static func argument(_ text: String) -> String {
        let inner = escaped(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("$", with: "$$")
        return "\"\(inner)\""
    }

    var service: String {
        let paths = writable.map { Self.argument($0).replacing("$$", with: "$") }
            .joined(separator: " ")
        return """
            # What `phusa deploy systemd` prints; change a copy of it with `systemctl edit`.
            [Unit]
            Description=Phu Sa: load what the agencies sent, build reports, say who is late
            After=network-online.target postgresql.service
            Wants=network-online.target

            [Service]
            Type=oneshot
            User=\(user)
            ExecStart=\(Self.argument(program)) nightly --log-format json --workspace \
            \(Self.argument(workspace))
            # 75: another run holds the lock; the next night loads what this one left.
            SuccessExitStatus=75
            TimeoutStartSec=6h
            TimeoutStopSec=60
            # Passwords: PGPASSFILE=%d/pgpass with a credential, never a variable of the unit.
            #LoadCredential=pgpass:/etc/phusa/pgpass
            #Environment=PGPASSFILE=%d/pgpass
            Environment=LANG=C.UTF-8
            UMask=0027
            Nice=5
            IOSchedulingClass=idle

            # Everything is read-only but the folders that a night writes.
            ProtectSystem=strict
            ReadWritePaths=\(paths)
            ProtectHome=read-only
            PrivateTmp=yes
            PrivateDevices=yes
            PrivateUsers=yes
            ProtectClock=yes
            ProtectControlGroups=yes
            ProtectHostname=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            ProtectProc=invisible
            ProcSubset=pid
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            AmbientCapabilities=
            LockPersonality=yes
            MemoryDenyWriteExecute=yes
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallErrorNumber=EPERM

            """
    }

    var timer: String {
        """
        [Unit]
        Description=Every night: Phu Sa

        [Timer]
        OnCalendar=*-*-* \(time.hour):\(time.minute):00 Asia/Ho_Chi_Minh
        # A night that the machine slept through is made up for when it wakes.
        Persistent=true
        RandomizedDelaySec=5min

        [Install]
        WantedBy=timers.target

        """
    }

    /// A line of a user's crontab; cron takes a bare percent sign for a line's end.
    var cron: String {
        let command = [program, "nightly", "--log-format", "json", "--workspace", workspace]
            .map(Self.shellWord).joined(separator: " ").replacing("%", with: "\\%")
        return """
            CRON_TZ=Asia/Ho_Chi_Minh
            \(time.minute) \(time.hour) * * * \(command)

            """
    }

    private static func shellWord(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
