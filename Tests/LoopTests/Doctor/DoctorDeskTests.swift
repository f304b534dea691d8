import CardSimulator
import Foundation
import INSiSimulator
import Testing

@testable import SandboxKit

extension Loop {
    /// `insi-agent doctor` on readers and cards: the real cause comes first.
    @Suite(.sandbox) struct DoctorDeskTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aDeskThatIsReadyHasNothingWrong() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let calls = desk.sandbox.service.callCount
            let before = try FileManager.default.subpathsOfDirectory(atPath: desk.folder).sorted()
            let doctor = try await Doctor(desk)
            #expect(doctor.findings.map(\.check) == Doctor.inOrder)
            #expect(doctor.cause == nil && doctor.status == 0, "\(doctor.told)")
            #expect(doctor.findings.allSatisfy { ($0.code == nil) == ($0.status == "ok") }, "\(doctor.told)")
            #expect(!doctor.lines.joined().contains("SIMULEE") && !doctor.lines.joined().contains("899700000001"))
            #expect(desk.sandbox.service.callCount == calls)
            #expect(try FileManager.default.subpathsOfDirectory(atPath: desk.folder).sorted() == before)
            let told = try await Doctor(desk, options: [])
            #expect(told.lines.first == "Rien à signaler.")
            #expect(told.lines.count { !$0.hasPrefix("          → ") } == Doctor.inOrder.count + 1)
        }

        @Test func withoutPCSCDThatIsTheCauseAndNotTheMissingCard() async throws {
            try await desk.clear()
            desk.sandbox.pcscd.stop()
            let doctor = try await Doctor(desk)
            try desk.sandbox.pcscd.restart()
            #expect(doctor.cause?.code == "pcscd.absent", "\(doctor.told)")
            #expect(doctor.cause?.text.contains(desk.sandbox.access.pcscdSocket) == true && doctor.status == 1)
            #expect(doctor["readers"]?.code == nil)
            try await desk.sandbox.pcscd.waitUntilReady()
        }

        @Test func aPCSCDThatHangsIsToldInTime() async throws {
            kill(desk.sandbox.pcscd.pid, SIGSTOP)
            let doctor = try await Doctor(desk)
            kill(desk.sandbox.pcscd.pid, SIGCONT)
            #expect(doctor.cause?.code == "pcscd.silent", "\(doctor.told)")
            #expect(doctor.time < .seconds(30))
        }

        @Test func aPolicyThatRefusesOurUserIsToldAsSuch() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            // So does a pcscd whose polkit rules do not admit the user: it hangs up unasked.
            let refusing = try StandIn(path: folder + "/pcscd.comm")
            let doctor = try await refusing.serving {
                try await Doctor(desk, socket: folder + "/pcscd.comm")
            }
            #expect(doctor.cause?.code == "pcscd.refused", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("SCARD_W_SECURITY_VIOLATION") == true)
            #expect(doctor.cause?.action?.contains("polkit") == true)
        }

        @Test func aPolicyThatRefusesTheAgentsUserAndNotOursIsTheCause() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let refusing = try StandIn(path: folder + "/pcscd.comm")
            let doctor = try await refusing.serving {
                let own = try await OwnAgent(
                    desk, prefix: ["/usr/bin/env", "PCSCLITE_CSOCK_NAME=\(folder)/pcscd.comm"])
                return try await Doctor(desk) {
                    $0.replacingOccurrences(of: desk.folder + "/agent.sock", with: own.socket)
                }
            }
            #expect(doctor.cause?.code == "pcscd.refused", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("(utilisateur \(geteuid()))") == true)
            #expect(doctor.cause?.action?.contains("polkit") == true)
            #expect(doctor["authentication"]?.text.contains("est arrêté ; l'agent se reconnecte") == false)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func aSocketThatRefusesOurUserIsToldAsSuch() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let listening = try StandIn(path: folder + "/pcscd.comm")
            unsafe chmod(folder + "/pcscd.comm", 0)
            let doctor = try await listening.serving {
                try await Doctor(desk, prefix: Doctor.nobody, socket: folder + "/pcscd.comm")
            }
            #expect(doctor.cause?.code == "pcscd.refused", "\(doctor.told)")
            #expect(doctor.cause?.text.contains(folder + "/pcscd.comm") == true)
        }

        @Test func noReaderIsTheCause() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let spawner = try Spawner()
            let empty = try PrivatePCSCD(
                folder: folder, readers: [], virtualReaderLibrary: Products.folder + "/libVirtualReader.so",
                spawner: spawner)
            let doctor = try await Doctor(desk, socket: empty.socketPath)
            empty.stop()
            #expect(doctor.cause?.code == "reader.none", "\(doctor.told)")
            #expect(doctor["pcscd"]?.status == "ok")
        }

        @Test func aProgramThatHasAReaderForItselfIsNamed() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await desk.sandbox.cause(.sharing(100), at: .professional)
            let doctor = try await Doctor(desk)
            await desk.sandbox.endRivals()
            #expect(doctor.cause?.code == "reader.exclusive", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("Sandbox Professionnel") == true)
            #expect(doctor.cause?.text.contains("card-rival (processus ") == true)
        }

        @Test func aTransactionThatDoesNotEndIsFoundAndItsProgramNamed() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await desk.client.follow { $0.professional.status == "locked" }
            try await desk.sandbox.cause(.held(seconds: 60), at: .professional)
            let doctor = try await Doctor(desk)
            await desk.sandbox.endRivals()
            #expect(doctor.cause?.code == "reader.held", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("Sandbox Professionnel") == true)
            #expect(doctor.cause?.text.contains("card-rival (processus ") == true)
        }

        @Test func aCardThatTheAgentItselfWaitsForIsNotToldAsHeldByAnother() async throws {
            try await desk.clear()
            try await desk.sandbox.cause(.silent, at: .patient)
            try await desk.put(try desk.card(persona: "vitale-seule"), into: desk.sandbox.patientSlot)
            try await desk.client.follow { $0.patient.status == "reading" }
            let doctor = try await Doctor(desk)
            // Nor once it has given up: its command is still on the way.
            try await desk.client.follow(within: 30) { $0.patient["problem"]?["code"]?.text == "card.mute" }
            let later = try await Doctor(desk)
            try await desk.clear()
            for doctor in [doctor, later] {
                #expect(doctor["sharing"]?.code == nil && doctor["sharing"]?.status == "warning", "\(doctor.told)")
                #expect(doctor["sharing"]?.text.contains("l'agent utilise une carte") == true)
            }
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func whoIsNotRootIsToldThatRootCouldNameIt() async throws {
            try await desk.clear()
            desk.open()
            defer { desk.close() }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await desk.sandbox.cause(.sharing(100), at: .professional)
            let doctor = try await Doctor(desk, prefix: Doctor.nobody)
            await desk.sandbox.endRivals()
            #expect(doctor.cause?.code == "reader.exclusive", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("root") == true)
            #expect(doctor.cause?.text.contains("card-rival") == false)
        }
    }

    /// A card of tests where only real ones work.
    @Suite(.sandbox(settings: [.init("agent", "Environment", "production")])) struct DoctorInProductionTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aTestCardInProductionIsTheCause() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await desk.client.follow { $0.professional["problem"]?["code"]?.text == "professional.testCard" }
            let doctor = try await Doctor(desk)
            #expect(doctor.cause?.code == "professional.testCard", "\(doctor.told)")
            #expect(!doctor.lines.joined().contains("899700000001"))
        }
    }
}
