// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/samplewords.h"

namespace mailboat::words {

namespace {

// unit and category count the places in the two lists below
constexpr Medicine everyMedicine[] = {
    {"Amoxicillin", "250mg", "capsule", 1, 0, 100, false},
    {"Amoxicillin", "125mg/5mL", "powder for suspension", 4, 0, 1, false},
    {"Ampicillin", "500mg", "powder for injection", 2, 0, 10, false},
    {"Azithromycin", "500mg", "tablet", 0, 0, 30, false},
    {"Benzathine benzylpenicillin", "1.2MU", "powder for injection", 2, 0, 10, false},
    {"Ceftriaxone", "1g", "powder for injection", 2, 0, 10, false},
    {"Ciprofloxacin", "500mg", "tablet", 0, 0, 100, false},
    {"Cloxacillin", "250mg", "capsule", 1, 0, 100, false},
    {"Co-trimoxazole", "480mg", "tablet", 0, 0, 1000, false},
    {"Doxycycline", "100mg", "tablet", 0, 0, 100, false},
    {"Erythromycin", "250mg", "tablet", 0, 0, 100, false},
    {"Gentamicin", "40mg/mL 2mL", "injection", 3, 0, 50, false},
    {"Metronidazole", "200mg", "tablet", 0, 0, 1000, false},
    {"Nystatin", "100000IU/mL", "oral drops", 4, 0, 1, false},
    {"Acetylsalicylic acid", "300mg", "tablet", 0, 1, 1000, false},
    {"Ibuprofen", "200mg", "tablet", 0, 1, 500, false},
    {"Morphine", "10mg/mL 1mL", "injection", 3, 1, 10, false},
    {"Paracetamol", "500mg", "tablet", 0, 1, 1000, false},
    {"Paracetamol", "120mg/5mL", "syrup", 4, 1, 1, false},
    {"Tramadol", "50mg", "capsule", 1, 1, 100, false},
    {"Artemether with lumefantrine", "20mg+120mg", "tablet", 0, 2, 24, false},
    {"Artesunate", "60mg", "powder for injection", 2, 2, 1, false},
    {"Primaquine", "7.5mg", "tablet", 0, 2, 100, false},
    {"Quinine", "300mg", "tablet", 0, 2, 100, false},
    {"Malaria rapid test", "single", "test", 10, 2, 25, false},
    {"Amlodipine", "5mg", "tablet", 0, 3, 100, false},
    {"Atenolol", "50mg", "tablet", 0, 3, 100, false},
    {"Digoxin", "250mcg", "tablet", 0, 3, 28, false},
    {"Enalapril", "10mg", "tablet", 0, 3, 100, false},
    {"Furosemide", "40mg", "tablet", 0, 3, 500, false},
    {"Hydrochlorothiazide", "25mg", "tablet", 0, 3, 100, false},
    {"Methyldopa", "250mg", "tablet", 0, 3, 100, false},
    {"Glibenclamide", "5mg", "tablet", 0, 4, 100, false},
    {"Insulin, soluble", "100IU/mL 10mL", "injection", 2, 4, 1, false},
    {"Levothyroxine", "50mcg", "tablet", 0, 4, 28, false},
    {"Metformin", "500mg", "tablet", 0, 4, 500, false},
    {"Prednisolone", "5mg", "tablet", 0, 4, 100, false},
    {"Beclometasone", "100mcg/dose", "inhaler", 9, 5, 1, false},
    {"Salbutamol", "100mcg/dose", "inhaler", 9, 5, 1, false},
    {"Salbutamol", "4mg", "tablet", 0, 5, 100, false},
    {"BCG vaccine", "20 dose", "vial", 2, 6, 10, true},
    {"Hepatitis B vaccine", "10 dose", "vial", 2, 6, 10, true},
    {"Measles and rubella vaccine", "10 dose", "vial", 2, 6, 10, true},
    {"Pentavalent vaccine", "10 dose", "vial", 2, 6, 10, true},
    {"Polio vaccine, oral", "20 dose", "vial", 2, 6, 10, true},
    {"Tetanus toxoid vaccine", "10 dose", "vial", 2, 6, 10, true},
    {"Glucose", "5% 1000mL", "infusion", 11, 7, 10, false},
    {"Oral rehydration salts", "1L", "sachet", 5, 7, 100, false},
    {"Ringer's lactate", "1000mL", "infusion", 11, 7, 10, false},
    {"Sodium chloride", "0.9% 500mL", "infusion", 11, 7, 20, false},
    {"Zinc sulfate", "20mg", "dispersible tablet", 0, 7, 100, false},
    {"Bandage, elastic", "7.5cm x 4.5m", "roll", 9, 8, 12, false},
    {"Gauze, sterile", "10cm x 10cm", "piece", 9, 8, 100, false},
    {"Gloves, examination", "medium", "pair", 8, 8, 50, false},
    {"Syringe", "5mL with needle", "piece", 9, 8, 100, false},
    {"Amitriptyline", "25mg", "tablet", 0, 9, 100, false},
    {"Diazepam", "5mg", "tablet", 0, 9, 100, false},
    {"Fluoxetine", "20mg", "capsule", 1, 9, 28, false},
    {"Haloperidol", "5mg", "tablet", 0, 9, 100, false},
};

} // namespace

std::span<const QByteArrayView> units()
{
    static constexpr QByteArrayView list[]
        = {"tablet", "capsule", "vial", "ampoule", "bottle", "sachet", "tube", "dose", "pair", "piece", "test", "bag"};
    return list;
}

std::span<const QByteArrayView> categories()
{
    static constexpr QByteArrayView list[] = {"Antibiotics", "Analgesics", "Antimalarials", "Cardiovascular",
        "Endocrine", "Respiratory", "Vaccines", "Fluids and electrolytes", "Dressings and devices", "Mental health"};
    return list;
}

std::span<const Medicine> medicines()
{
    return everyMedicine;
}

std::span<const Option> options()
{
    static constexpr Option list[] = {
        {"positiveInventoryAdjustment", "Found"},
        {"positiveInventoryAdjustment", "Donated without papers"},
        {"negativeInventoryAdjustment", "Damaged"},
        {"negativeInventoryAdjustment", "Expired"},
        {"negativeInventoryAdjustment", "Lost"},
        {"returnReason", "Recalled by the maker"},
        {"returnReason", "Too much delivered"},
        {"requisitionLineVariance", "Outbreak"},
        {"requisitionLineVariance", "Season"},
        {"openVialWastage", "End of session"},
        {"closedVialWastage", "Cold chain broken"},
    };
    return list;
}

std::span<const LocationType> locationTypes()
{
    static constexpr LocationType list[]
        = {{"Room temperature", 15, 25}, {"Cool room", 8, 15}, {"Refrigerator", 2, 8}, {"Freezer", -25, -15}};
    return list;
}

std::span<const QByteArrayView> places()
{
    static constexpr QByteArrayView list[] = {"Ashgrove", "Baylands", "Coral Point", "Dunmore", "Eastwick", "Fernhill",
        "Greystone", "Harbour Town", "Inverlea", "Juniper Flat", "Kestrel Bay", "Lakeside", "Mangrove Creek",
        "Northbank", "Old Bridge", "Palm Island", "Quarry Road", "Riverbend", "Saltmarsh", "Three Hills",
        "Upper Valley", "Vine Street", "Westhaven", "Yellow Gate"};
    return list;
}

std::span<const QByteArrayView> facilities()
{
    static constexpr QByteArrayView list[]
        = {"Health Centre", "District Hospital", "Clinic", "Medical Store", "Dispensary", "Maternity Clinic"};
    return list;
}

std::span<const QByteArrayView> suppliers()
{
    static constexpr QByteArrayView list[] = {"Southern Cross Pharma", "Meridian Medical Supplies",
        "Blue Lagoon Wholesale", "Highland Laboratories", "Compass Healthcare", "Tradewind Medical",
        "Lighthouse Vaccines", "Cinnamon Street Pharmacy Supply", "Ironbark Devices", "Open Sea Relief"};
    return list;
}

std::span<const QByteArrayView> firstNames()
{
    static constexpr QByteArrayView list[] = {"Aisha", "Ben", "Carmen", "Daniel", "Elena", "Farid", "Grace", "Hugo",
        "Ines", "Joseph", "Kavya", "Luca", "Mere", "Nadia", "Oliver", "Priya", "Quentin", "Rosa", "Samuel", "Tala",
        "Umar", "Vera", "William", "Xenia", "Yusuf", "Zoë"};
    return list;
}

std::span<const QByteArrayView> lastNames()
{
    static constexpr QByteArrayView list[] = {"Abara", "Bennett", "Costa", "Dlamini", "Eriksen", "Fonoti", "Gupta",
        "Hassan", "Ito", "Jensen", "Kamau", "Lopez", "Moreau", "Nguyen", "O'Brien", "Peters", "Qureshi", "Rossi",
        "Sharma", "Tamihere", "Usman", "Vaega", "Walker", "Young", "Zielińska"};
    return list;
}

std::span<const QByteArrayView> directions()
{
    static constexpr QByteArrayView list[]
        = {"Take one twice a day with food", "Take one in the morning", "Take two every six hours when needed",
            "Take one at night", "Apply thinly twice a day", "Finish the whole course"};
    return list;
}

std::span<const QByteArrayView> masterLists()
{
    static constexpr QByteArrayView list[]
        = {"Essential medicines", "Hospital formulary", "Immunisation programme", "Malaria programme"};
    return list;
}

std::span<const QByteArrayView> nameTags()
{
    static constexpr QByteArrayView list[] = {"Rural", "Urban", "Outer islands", "Referral"};
    return list;
}

std::span<const QByteArrayView> abbreviations()
{
    static constexpr QByteArrayView list[] = {"bd", "twice a day", "od", "once a day", "tds", "three times a day",
        "prn", "when needed", "po", "by mouth", "nocte", "at night"};
    return list;
}

} // namespace mailboat::words
