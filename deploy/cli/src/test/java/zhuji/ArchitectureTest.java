package zhuji;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** An audit that shares the services' mistakes finds nothing. */
@AnalyzeClasses(packages = "zhuji", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theAuditReadsTheRulesItself = noClasses()
            .that()
            .resideInAPackage("zhuji.audit..")
            .and()
            .resideOutsideOfPackage("zhuji.audit.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("zhuji.intake..", "zhuji.routing..", "zhuji.escalation..", "zhuji.scoring..");

    @ArchTest
    static final ArchRule theAuditKnowsNothingOfItsCommand = noClasses()
            .that()
            .resideInAPackage("zhuji.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("zhuji.cli..");
}
