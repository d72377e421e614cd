import PhusaTestSupport
import Warehouse

/// A trigger in a lab's database that strikes when a drop is recorded.
///
/// It counts with a sequence, which no rollback takes back: so it can strike once, or a few times.
struct Trap {
    /// When it strikes: while the transaction is under way, or inside its COMMIT.
    enum Moment: String, CaseIterable, Sendable { case inside, commit }

    private let lab: Lab

    /// - Parameters:
    ///   - action: A statement of PL/pgSQL.
    ///   - condition: Which passages, as a condition on `n`, from 1.
    init(_ action: String, when condition: String, at moment: Moment = .inside, in lab: Lab) throws
    {
        self.lab = lab
        let trigger =
            moment == .inside
            ? "create trigger trap before insert on ledger.drop"
            : "create constraint trigger trap after insert on ledger.drop initially deferred"
        try lab.execute(
            """
            create schema trap;
            create sequence trap.passage;
            create function trap.strike() returns trigger language plpgsql as $$
            declare n bigint := nextval('trap.passage');
            begin
                if \(condition) then \(action); end if;
                return new;
            end $$;
            \(trigger) for each row execute function trap.strike()
            """)
    }

    /// How often a drop was recorded, also in vain.
    func passageCount() throws -> Int {
        let count = "select case when is_called then last_value else 0 end from trap.passage"
        return Int(try lab.value(count)) ?? 0
    }

    func remove() throws { try lab.execute("drop schema trap cascade") }

    static let endSession = "perform pg_terminate_backend(pg_backend_pid())"

    static func raise(_ code: String) -> String {
        "raise exception 'the trap' using errcode = '\(code)'"
    }
}

extension Lab {
    /// Changes the database behind the program's back.
    func execute(_ sql: String) throws { try Connection(target).execute(sql) }
}
