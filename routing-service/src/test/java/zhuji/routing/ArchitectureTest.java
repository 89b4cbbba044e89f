package zhuji.routing;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import zhuji.testkit.HouseRules;

/** The service keeps the house rules. */
@AnalyzeClasses(packages = "zhuji.routing", importOptions = HouseRules.MainCode.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);
}
