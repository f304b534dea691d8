import AgentCore
import FoundationEssentials
import Glibc
import PCSC
import ReaderUSB
import SmartCard

/// Looks at the PC/SC service and its readers, without a card noticing.
enum ReaderProbe {
    /// Where libpcsclite looks for the service.
    static var socket: String {
        ProcessInfo.processInfo.environment["PCSCLITE_CSOCK_NAME"] ?? "/run/pcscd/pcscd.comm"
    }

    /// What the service says within five seconds.
    static func look() async -> ReaderServiceSight {
        let looked = await Blocking.run("pcscd", within: .seconds(5)) {
            () -> Result<[ReaderSight], ReaderLook.Failure> in
            do throws(ReaderLook.Failure) {
                return .success(try ReaderLook.readers())
            } catch {
                return .failure(error)
            }
        }
        switch looked {
        case nil: return .silent
        case .success(let readers)?: return .answered(readers)
        case .failure(.refused)?: return .refused
        case .failure(.other(let code))?: return .failed(code: code)
        case .failure(.absent)?: return away
        }
    }

    /// Why the library found nobody to talk to. Who is let in and hung up on before the first word was refused by the policy.
    private static var away: ReaderServiceSight {
        switch UnixPath.look(socket) {
        case .denied(let path): .denied(socket: path)
        case .listening: .refused
        case .absent: .absent(socket: socket, isInstalled: unsafe access("/usr/sbin/pcscd", X_OK) == 0)
        }
    }

    /// The readers on USB that PC/SC does not show: asking each where it is plugged would mean to connect to it.
    static func foreign(_ sight: ReaderServiceSight, agent: SeenAgent?) async -> [USBReader] {
        guard case .answered(let readers) = sight else { return [] }
        let devices = await Blocking.run("usb", within: .seconds(5)) { USBSurvey().look() } ?? []
        return HiddenReaders.among(devices, shown: readers.map(\.reader), agent: agent)
    }

    /// The readers whose card another program keeps in a transaction for more than four seconds; nil when the agent at that socket
    /// may be the one. It is asked again after it: a card may have come meanwhile.
    static func held(
        _ sight: ReaderServiceSight, agent contact: AgentContact<SeenAgent>, at socket: String?
    ) async -> [Reader]? {
        let used = sight.readers.filter { $0.hasCard && $0.isInUse && !$0.isExclusive }.map(\.reader)
        guard !used.isEmpty else { return [] }
        guard let socket, isWithoutCard(contact, at: socket) else { return nil }
        let held = await withoutTurn(used)
        guard !held.isEmpty else { return [] }
        let after = await AgentProbe(socket: socket).glance(within: .seconds(3))
        return isWithoutCard(after, at: socket) ? held : nil
    }

    /// Whether the agent says that it uses no card, or there is none.
    private static func isWithoutCard(_ contact: AgentContact<SeenAgent>, at socket: String) -> Bool {
        switch contact {
        case .answered(let agent): !agent.usesCard
        case .refused: false
        case .silent: UnixPath.look(socket) == .absent
        }
    }

    private static func withoutTurn(_ readers: [Reader]) async -> [Reader] {
        await withTaskGroup(of: Reader?.self) { group in
            for reader in readers {
                group.addTask {
                    let isFree: Void? = await Blocking.run("turn at " + reader.name, within: .seconds(4)) {
                        ReaderLook.awaitTurn(at: reader)
                    }
                    return isFree == nil ? reader : nil
                }
            }
            var held: [Reader] = []
            for await reader in group { if let reader { held.append(reader) } }
            return held.sorted()
        }
    }
}
