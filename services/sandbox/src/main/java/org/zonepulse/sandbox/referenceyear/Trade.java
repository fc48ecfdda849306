package org.zonepulse.sandbox.referenceyear;

import java.util.List;
import java.util.Objects;

/**
 * A branch of business.
 *
 * @param industry GB/T 4754-2017 class
 * @param weight how common it is in the zone
 * @param en what companies of it call it in their names, in English
 * @param zh the same in Chinese
 */
record Trade(String industry, int weight, String en, String zh) {

    /** What the zone lives on: makers of machines, appliances, vehicles, materials; and their services. */
    static final List<Trade> ALL = List.of(
            new Trade("C2110", 30, "Wooden Furniture", "木质家具"),
            new Trade("C2140", 20, "Smart Home Furniture", "智能家居"),
            new Trade("C2641", 35, "Coatings", "涂料"),
            new Trade("C2651", 25, "Polymer Materials", "高分子材料"),
            new Trade("C2669", 30, "Fine Chemicals", "精细化工"),
            new Trade("C2720", 20, "Pharmaceutical", "药业"),
            new Trade("C2770", 25, "Biomedical Materials", "生物医用材料"),
            new Trade("C2921", 45, "Plastic Film", "塑料薄膜"),
            new Trade("C2929", 45, "Plastic Components", "塑胶部件"),
            new Trade("C3051", 20, "Technical Glass", "技术玻璃"),
            new Trade("C3071", 60, "Building Ceramics", "建筑陶瓷"),
            new Trade("C3073", 25, "Special Ceramics", "特种陶瓷"),
            new Trade("C3252", 65, "Aluminium", "铝业"),
            new Trade("C3311", 60, "Metal Structures", "金属结构"),
            new Trade("C3312", 45, "Doors and Windows", "门窗"),
            new Trade("C3360", 30, "Surface Treatment", "表面处理"),
            new Trade("C3389", 55, "Hardware", "五金"),
            new Trade("C3421", 45, "CNC Machine Tools", "数控机床"),
            new Trade("C3444", 35, "Hydraulics", "液压"),
            new Trade("C3464", 40, "Refrigeration Equipment", "制冷设备"),
            new Trade("C3484", 45, "Mechanical Parts", "机械零部件"),
            new Trade("C3491", 60, "Robotics", "机器人"),
            new Trade("C3525", 55, "Moulds", "模具"),
            new Trade("C3529", 50, "Intelligent Equipment", "智能装备"),
            new Trade("C3582", 30, "Dental Instruments", "口腔器械"),
            new Trade("C3584", 30, "Medical Instruments", "医疗器械"),
            new Trade("C3591", 35, "Environmental Equipment", "环保装备"),
            new Trade("C3612", 25, "New Energy Vehicles", "新能源汽车"),
            new Trade("C3670", 75, "Auto Parts", "汽车零部件"),
            new Trade("C3770", 10, "Electric Bicycles", "电动车"),
            new Trade("C3824", 55, "Power Electronics", "电力电子"),
            new Trade("C3831", 45, "Wire and Cable", "电线电缆"),
            new Trade("C3841", 40, "Lithium Battery", "锂电池"),
            new Trade("C3854", 60, "Kitchen Appliances", "厨房电器"),
            new Trade("C3872", 50, "Lighting", "照明"),
            new Trade("C3962", 20, "Vehicle Electronics", "车载电子"),
            new Trade("C3973", 30, "Integrated Circuits", "集成电路"),
            new Trade("C3976", 35, "Optoelectronics", "光电"),
            new Trade("C3982", 35, "Circuit Boards", "电路板"),
            new Trade("C4011", 30, "Automation Instruments", "自动化仪表"),
            new Trade("C4021", 20, "Environmental Monitoring", "环境监测"),
            new Trade("I6420", 25, "Internet Information", "互联网信息"),
            new Trade("I6513", 85, "Software", "软件"),
            new Trade("I6531", 60, "Information Systems", "信息系统"),
            new Trade("I6550", 30, "Cloud Data", "云数据"),
            new Trade("M7320", 50, "Engineering Research", "工程技术研究"),
            new Trade("M7340", 20, "Medical Research", "医学研究"),
            new Trade("M7452", 30, "Testing Technology", "检测技术"),
            new Trade("M7491", 30, "Industrial Design", "工业设计"),
            new Trade("M7512", 30, "Bioengineering", "生物工程"),
            new Trade("M7519", 40, "Technology Promotion", "科技推广"),
            new Trade("N7722", 25, "Environmental Technology", "环境科技"),
            new Trade("F5271", 25, "Electronics Trading", "电子贸易"),
            new Trade("L7211", 20, "Enterprise Management", "企业管理"));

    Trade {
        Objects.requireNonNull(industry, "industry");
        Objects.requireNonNull(en, "en");
        Objects.requireNonNull(zh, "zh");
    }

    static Trade draw(Draw draw) {
        return draw.weighted(ALL, Trade::weight);
    }

    boolean isIn(List<String> industries) {
        return industries.stream().anyMatch(industry::startsWith);
    }
}
