import Foundation
import SmartCard
import Testing
import ToolKit

@testable import ReaderUSB

/// A look at folders as the kernel and pcscd make them; libusb's own list is tested with umockdev.
@Suite struct USBSurveyTests {
    private static let reader = [
        "idVendor": "08e6\n", "idProduct": "3437\n", "busnum": "1\n", "devnum": "7\n", "bConfigurationValue": "1\n",
        "manufacturer": "Gemalto\n", "product": "USB SmartCard\u{1B}[31m Reader\n", "authorized": "1\n",
    ]
    private static let interface = ["bInterfaceNumber": "00\n", "bInterfaceClass": "0b\n", "uevent": "DEVTYPE=x\n"]
    private static let plist = """
        <key>ifdVendorID</key><array><string>0x08E6</string></array><key>ifdProductID</key>\
        <array><string>0x3437</string></array><key>ifdFriendlyName</key><array><string>Twin</string></array>
        """

    private static func look(
        _ devices: [String: [String: String]], plist: String? = plist, node: UInt16? = nil
    ) throws -> [USBReader] {
        let folder = try ScratchFolder()
        func make(_ path: String, _ files: [String: String]) throws {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
            for (file, text) in files { _ = try folder.write(text.utf8, to: "\(path)/\(file)") }
        }
        try make("sys", [:])
        for (name, files) in devices { try make("sys/" + name, files) }
        if let plist { try make("drivers/x.bundle/Contents", ["Info.plist": plist]) }
        try make("drivers/serial", ["Info.plist": "<key>no bundle"])
        if let node {
            try make("dev/001", ["007": ""])
            try FileManager.default.setAttributes(
                [.posixPermissions: node], ofItemAtPath: folder.path + "/dev/001/007")
        }
        var places = USBSurvey.Places()
        (places.devices, places.nodes) = (folder.path + "/sys", folder.path + "/dev")
        (places.drivers, places.pidFile) = (folder.path + "/drivers", folder.path + "/pid")
        return USBSurvey(places).readers(nil)
    }

    @Test("A reader is seen with its place, its interface and its driver's name")
    func seen() throws {
        let found = try Self.look(["1-1.4": Self.reader, "1-1.4:1.0": Self.interface, "usb1": ["idVendor": "1d6b\n"]])
        let reader = try #require(found.first)
        #expect(found.count == 1)
        #expect((reader.path, reader.bus, reader.address) == ("1-1.4", 1, 7))
        #expect((reader.name, reader.driverName) == ("Gemalto PC Twin", "Twin"))
        #expect(reader.interfaces == [.init(number: 0, classCode: 0x0B)])
        #expect(reader.obstacle == .notTaken(isClaimed: false))
    }

    @Test("Each cause is found where the kernel and pcscd tell it")
    func causes() throws {
        func cause(
            _ device: [String: String] = [:], _ part: [String: String] = [:], plist: String? = Self.plist,
            node: UInt16? = 0o664
        ) throws -> USBReaderObstacle? {
            try Self.look(
                [
                    "1-1": Self.reader.merging(device) { $1 }, "1-1:1.0": Self.interface.merging(part) { $1 },
                ], plist: plist, node: node
            ).first?.obstacle
        }
        #expect(try cause() == .notTaken(isClaimed: false))
        #expect(try cause([:], ["uevent": "DEVTYPE=x\nDRIVER=usbfs\n"]) == .notTaken(isClaimed: true))
        #expect(try cause([:], ["uevent": "DRIVER=cdc_acm\n"]) == .heldByDriver(name: "cdc_acm"))
        #expect(try cause(plist: nil) == .noDriver)
        #expect(try cause(plist: "<key>ifdVendorID</key>") == .noDriver)
        #expect(try cause(["authorized": "0\n"]) == .notAuthorised)
        #expect(
            try cause(["idVendor": "0b00\n", "idProduct": "0090\n"], ["bInterfaceClass": "ff\n"]) == .notPCSC)
        let closed = try #require(try cause(node: 0))
        guard case .noPermission(let node) = closed else { return #expect(Bool(false), "\(closed)") }
        #expect(node.mode == 0)
    }

    @Test("What is no reader is passed over; one that only a driver names is not")
    func others() throws {
        let mouse = Self.reader.merging(["idVendor": "046d\n", "idProduct": "c077\n"]) { $1 }
        #expect(try Self.look(["1-2": mouse, "1-2:1.0": ["bInterfaceNumber": "00", "bInterfaceClass": "03"]]).isEmpty)
        #expect(
            try Self.look(["1-2": Self.reader, "1-2:1.0": ["bInterfaceNumber": "00", "bInterfaceClass": "ff"]]).count
                == 1)
        #expect(try Self.look([:]).isEmpty)
    }

    @Test("A name that a device sends holds no control character and no more than 64")
    func names() throws {
        let unknown = Self.reader.merging(["idProduct": "ffff\n", "manufacturer": "M"]) { $1 }
        let name = try #require(try Self.look(["1-1": unknown, "1-1:1.0": Self.interface]).first?.name)
        #expect(name == "M USB SmartCard[31m Reader")
        let long = unknown.merging(["product": String(repeating: "x", count: 200)]) { $1 }
        #expect(try Self.look(["1-1": long, "1-1:1.0": Self.interface]).first?.name.count == 64)
    }

    @Test("Odd files of the kernel give no device")
    func odd() throws {
        for (file, text) in [("idVendor", "zz"), ("idProduct", ""), ("busnum", "300"), ("devnum", "-1")] {
            #expect(
                try Self.look(["1-1": Self.reader.merging([file: text]) { $1 }, "1-1:1.0": Self.interface]).isEmpty)
        }
    }

    @Test("The user of pcscd is read from the kernel, or unknown")
    func service() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/55", withIntermediateDirectories: true)
        let pid = try folder.write("55\n".utf8, to: "pid")
        _ = try folder.write(
            "Name:\tpcscd\nUid:\t1\t120\t1\t1\nGid:\t2\t130\t2\t2\nGroups:\t46 7 \n".utf8, to: "55/status")
        #expect(
            ServiceUser(pidFile: pid, processes: folder.path) == ServiceUser(user: 120, groups: [130, 46, 7]))
        #expect(ServiceUser(pidFile: folder.path + "/none", processes: folder.path) == nil)
        #expect(ServiceUser(pidFile: pid, processes: folder.path + "/none") == nil)
    }

    @Test("A program that has a device open is found by root")
    func holder() throws {
        let folder = try ScratchFolder()
        let node = try folder.write([], to: "007")
        let handle = try #require(FileHandle(forReadingAtPath: node))
        defer { try? handle.close() }
        let holders = DeviceHolder.all(of: node)
        #expect(holders.map(\.pid) == [ProcessInfo.processInfo.processIdentifier])
        #expect(DeviceHolder.all(of: folder.path + "/008").isEmpty)
    }
}
